"""Writes many distinct SparkApplications, as teams write them."""

from __future__ import annotations

from pathlib import Path

APPLICATION = """\
# {name}: written for the team {team}
apiVersion: sparkoperator.k8s.io/v1beta2
kind: SparkApplication
metadata:
  name: {name}
  namespace: {team}
  labels: {{team: {team}, owner: owner-{number}, cost-center: "{number}"}}
spec:
  type: {type}
  mode: cluster
  image: "registry.example.com/{team}/spark:3.5.{patch}"
  imagePullPolicy: IfNotPresent
  mainClass: com.example.{team}.Job{number}
  mainApplicationFile: local:///opt/spark/jars/{name}.jar
  sparkVersion: "3.5.{patch}"
  restartPolicy:
    type: OnFailure
    onFailureRetries: 3
    onFailureRetryInterval: 10
    onSubmissionFailureRetries: 5
    onSubmissionFailureRetryInterval: 20
{ttl}  arguments:
    - --date
    - "2026-01-{day:02d}"
    - --partitions
    - "{partitions}"
  sparkConf:
    spark.sql.shuffle.partitions: "{partitions}"
    spark.eventLog.enabled: "true"
    spark.eventLog.dir: s3a://logs/{team}
    spark.hadoop.fs.s3a.path.style.access: "true"
  volumes:
    - name: scratch
      emptyDir: {{sizeLimit: {size}Gi}}
    - name: settings
      configMap:
        name: settings-{number}
  driver:
    cores: 1
    coreLimit: 1200m
    memory: {size}g
    serviceAccount: spark-{team}
    labels:
      version: 3.5.{patch}
    env:
      - name: STAGE
        value: production
      - name: PASSWORD
        valueFrom:
          secretKeyRef:
            name: database-{number}
            key: password
    volumeMounts:
      - name: scratch
        mountPath: /scratch
      - name: settings
        mountPath: /etc/settings
        readOnly: true
  executor:
    cores: {cores}
    instances: {instances}
    memory: {size}g
    memoryOverhead: 512m
    deleteOnTermination: true
    labels:
      version: 3.5.{patch}
    affinity:
      podAntiAffinity:
        preferredDuringSchedulingIgnoredDuringExecution:
          - weight: 100
            podAffinityTerm:
              topologyKey: kubernetes.io/hostname
              labelSelector:
                matchLabels:
                  app: {name}
    tolerations:
      - {{key: batch, operator: Equal, value: "true", effect: NoSchedule}}
    volumeMounts:
      - name: scratch
        mountPath: /scratch
  monitoring:
    exposeDriverMetrics: true
    exposeExecutorMetrics: true
    prometheus:
      jmxExporterJar: /prometheus/jmx_prometheus_javaagent-0.20.0.jar
      port: 8090
"""


def write(folder: Path, count: int) -> int:
    """Writes them, a hundred a folder; their size in bytes."""
    size = 0
    for number in range(count):
        text = APPLICATION.format(
            name=f"job-{number}",
            number=number,
            team=f"team{number % 37}",
            type=("Scala", "Java", "Python")[number % 3],
            patch=number % 6,
            ttl="" if number % 10 == 0 else f"  timeToLiveSeconds: {3600 + number}\n",
            day=number % 28 + 1,
            partitions=number % 500 + 1,
            size=number % 15 + 1,
            cores=number % 8 + 1,
            instances=number % 50 + 1,
        )
        path = folder / f"{number // 100:03d}" / f"job-{number}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
        size += len(text)
    return size
