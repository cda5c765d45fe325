<#-- @ftlvariable name="rbac" type="io.github.tidydag.render.RbacView" -->
<#list rbac.header as line>
# ${line}
</#list>
<#list rbac.roles as role>
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: ${role.name}
  namespace: ${role.namespace}
  labels:
    app.kubernetes.io/managed-by: tidydag
rules:
<#list role.rules as rule>
  - apiGroups: [${rule.apiGroup}]
    resources: [${rule.resource}]
    verbs: [<#list rule.verbs as verb>${verb}<#sep>, </#sep></#list>]
</#list>
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: ${role.name}
  namespace: ${role.namespace}
  labels:
    app.kubernetes.io/managed-by: tidydag
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: ${role.name}
subjects:
  - kind: ServiceAccount
    name: ${role.account}
    namespace: ${role.accountNamespace}
</#list>
