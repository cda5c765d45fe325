<#-- @ftlvariable name="janitor" type="io.github.tidydag.render.JanitorView" -->
<#macro metadata name namespace>
metadata:
  name: ${name}
<#if namespace?has_content>
  namespace: ${namespace}
</#if>
  labels:
<@labels indent="    "/>
</#macro>
<#macro labels indent>
${indent?no_esc}app.kubernetes.io/name: tidydag-janitor
${indent?no_esc}app.kubernetes.io/managed-by: tidydag
<#list janitor.labels as label>
${indent?no_esc}${label.name}: ${label.value}
</#list>
</#macro>
<#list janitor.header as line>
# ${line}
</#list>
<#if janitor.newAccount>
---
apiVersion: v1
kind: ServiceAccount
<@metadata janitor.account janitor.namespace/>
</#if>
<#if janitor.clusterRules?has_content>
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
<@metadata janitor.name ""/>
rules:
<@rules janitor.clusterRules/>
</#if>
<#list janitor.rbac.roles as role>
<#if role.rules?has_content>
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
<@metadata role.name role.namespace/>
rules:
<@rules role.rules/>
</#if>
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
<@metadata role.name role.namespace/>
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: <#if role.rules?has_content>Role<#else>ClusterRole</#if>
  name: ${role.name}
subjects:
  - kind: ServiceAccount
    name: ${role.account}
    namespace: ${role.accountNamespace}
</#list>
<#if janitor.newClaim>
---
apiVersion: v1
kind: PersistentVolumeClaim
<@metadata janitor.claim janitor.namespace/>
spec:
  accessModes: [<#if (janitor.shards > 1)>ReadWriteMany<#else>ReadWriteOnce</#if>]
  resources:
    requests:
      storage: ${janitor.claimSize}
</#if>
---
apiVersion: batch/v1
kind: CronJob
<@metadata janitor.name janitor.namespace/>
spec:
  schedule: ${janitor.schedule}
  timeZone: ${janitor.timeZone}
  concurrencyPolicy: Forbid
  startingDeadlineSeconds: 3600
  successfulJobsHistoryLimit: 1
  failedJobsHistoryLimit: 3
  jobTemplate:
    spec:
<#if (janitor.shards > 1)>
      completionMode: Indexed
      completions: ${janitor.shards?c?no_esc}
      parallelism: ${janitor.shards?c?no_esc}
</#if>
      # a run that was stopped is finished by the next
      backoffLimit: 0
      activeDeadlineSeconds: 3600
      template:
        metadata:
          labels:
<@labels indent="            "/>
        spec:
          serviceAccountName: ${janitor.account}
          restartPolicy: Never
<#if janitor.pullSecrets?has_content>
          imagePullSecrets:
<#list janitor.pullSecrets as secret>
            - name: ${secret}
</#list>
</#if>
          securityContext:
            runAsNonRoot: true
            runAsUser: 65532
            runAsGroup: 65532
            fsGroup: 65532
            seccompProfile:
              type: RuntimeDefault
          containers:
            - name: janitor
              image: ${janitor.image}
              args:
<#list janitor.arguments as argument>
                - ${argument}
</#list>
              resources:
                requests:
                  cpu: 100m
                  memory: 256Mi
                limits:
                  memory: 512Mi
              securityContext:
                allowPrivilegeEscalation: false
                readOnlyRootFilesystem: true
                capabilities:
                  drop: [ALL]
              volumeMounts:
                - name: backups
                  mountPath: /backups
                - name: tmp
                  mountPath: /tmp
          volumes:
            - name: backups
              persistentVolumeClaim:
                claimName: ${janitor.claim}
            - name: tmp
              emptyDir: {}
<#macro rules list>
<#list list as rule>
  - apiGroups: [${rule.apiGroup}]
    resources: [${rule.resource}]
    verbs: [<#list rule.verbs as verb>${verb}<#sep>, </#sep></#list>]
</#list>
</#macro>
