<#-- @ftlvariable name="application" type="io.github.tidydag.render.ApplicationView" -->
<#list application.header as line>
# ${line}
</#list>
apiVersion: ${application.apiVersion}
kind: SparkApplication
metadata:
${application.metadata.at(2)}
spec:
${application.spec.at(2)}
