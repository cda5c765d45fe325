<#-- @ftlvariable name="dag" type="io.github.tidydag.render.DagView" -->
<#list dag.header as line>
# ${line}
</#list>
# of the company

<#list dag.imports as line>
${line}
</#list>
<#if dag.owned>

<#if dag.owner.arguments?has_content>
${dag.owner.name} = ${dag.owner.callee}(
<#list dag.owner.arguments as argument>
    ${argument.at(4)}
</#list>
)
<#else>
${dag.owner.name} = ${dag.owner.callee}()
</#if>
</#if>

with ${dag.dagClass}(
<#list dag.arguments as argument>
    ${argument.at(4)}
</#list>
) as dag:
<#list dag.groups as group>
    ${group.name} = ${group.callee}(
<#list group.arguments as argument>
        ${argument.at(8)}
</#list>
    )

</#list>
<#list dag.tasks as task>
    ${task.call.name} = ${task.call.callee}(
<#list task.call.arguments as argument>
        ${argument.at(8)}
</#list>
    )<#if task.mapped>.expand(
<#list task.expand as argument>
        ${argument.at(8)}
</#list>
    )</#if>

</#list>
<#list dag.dependencies as line>
    ${line}
</#list>
