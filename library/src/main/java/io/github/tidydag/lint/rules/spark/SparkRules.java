package io.github.tidydag.lint.rules.spark;

import io.github.tidydag.lint.DocumentKind;
import io.github.tidydag.lint.Rule;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The rules for SparkApplications. */
public final class SparkRules {
  /** Documents that hold a SparkApplication of the Kubeflow operator. */
  static final Set<DocumentKind> KUBEFLOW =
      Set.of(DocumentKind.SPARK_APPLICATION, DocumentKind.SCHEDULED_SPARK_APPLICATION);

  /** Those, and the SparkConnect, whose server spark-submit starts with its {@code sparkConf}. */
  static final Set<DocumentKind> WITH_CONNECT =
      Set.of(
          DocumentKind.SPARK_APPLICATION,
          DocumentKind.SCHEDULED_SPARK_APPLICATION,
          DocumentKind.SPARK_CONNECT);

  /** Those whose executors Kubernetes runs: a SparkCluster is one of Spark's own clusters. */
  static final Set<DocumentKind> ON_KUBERNETES =
      Set.of(
          DocumentKind.SPARK_APPLICATION,
          DocumentKind.SCHEDULED_SPARK_APPLICATION,
          DocumentKind.SPARK_CONNECT,
          DocumentKind.APACHE_SPARK_APPLICATION);

  /** All documents whose {@code sparkConf} Spark reads. */
  static final Set<DocumentKind> WITH_CONF =
      Set.of(
          DocumentKind.SPARK_APPLICATION,
          DocumentKind.SCHEDULED_SPARK_APPLICATION,
          DocumentKind.SPARK_CONNECT,
          DocumentKind.APACHE_SPARK_APPLICATION,
          DocumentKind.APACHE_SPARK_CLUSTER);

  private SparkRules() {}

  /** All of them. */
  public static List<Rule> all() {
    return Stream.of(
            single(),
            DeniedConf.all(),
            OverriddenConf.all(),
            OperatorsOwnConf.all(),
            DeadField.all(),
            IgnoredBesideTemplate.all())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Rule> single() {
    return List.of(
        new NoTimeToLive(),
        new NonPositiveTimeToLive(),
        new TimeToLiveOfEndlessApplication(),
        new TimeToLiveOfSuspended(),
        new TimeToLiveChangeRunsAgain(),
        new FailedSubmissionNeverExpires(),
        new RestartsWithoutEnd(),
        new OnFailureWithoutRetries(),
        new SubmissionNotRetried(),
        new RetryIntervalByDefault(),
        new RetriesUnread(),
        new ConcurrencyPolicyMissing(),
        new ConcurrencyPolicyUnknown(),
        new ScheduleNameTooLong(),
        new NameNotDnsLabel(),
        new ScheduleInvalid(),
        new ScheduleNeverDue(),
        new ScheduleWithoutTimeZone(),
        new TimeZoneUnknown(),
        new TimeZoneTwice(),
        new HistoryLimitNegative(),
        new HistoryTooLong(),
        new ScheduleWaitsForEver(),
        new DriverNameOfScheduleFixed(),
        new UnownedConfigMaps(),
        new SparkVersionNotOfImage(),
        new SparkVersionUnreadable(),
        new ExecutorsKept(),
        new DriverServiceKept(),
        new UploadPath(),
        new LocalDependency(),
        new LocalUriWithHost(),
        new ClientMode(),
        new MemoryNotForSpark(),
        new MemoryTooSmall(),
        new OverheadFactorInvalid(),
        new OverheadFactorUnused(),
        new NotQuantity(),
        new CoreLimitBelowRequest(),
        new MemoryLimitBelowRequest(),
        new CoresIdle(),
        new FractionalCores(),
        new DynamicAllocationByConf(),
        new DynamicAllocationContradicted(),
        new InstancesOfDynamicAllocation(),
        new MinAboveMaxExecutors(),
        new InitialExecutorsOutOfBounds(),
        new NoMaxExecutors(),
        new ShuffleTrackingOff(),
        new ExternalShuffleService(),
        new ClaimsOfKeptExecutors(),
        new ClaimsWithoutTimeToLive(),
        new ClaimReuseIgnored(),
        new StatefulSetClaims(),
        new KerberosConfigPerRun(),
        new KeytabPerRun(),
        new AirflowDriverName(),
        new AirflowDriverInName(),
        new AirflowRestartPolicy(),
        new AirflowExecutorBounds(),
        new NodeSelectorTwice(),
        new DriverIngressNotUnique(),
        new DriverIngressWithoutAddress(),
        new IngressAddressFixed(),
        new MetricsWithoutPrometheus(),
        new ExporterJarAsUri(),
        new PrometheusConfigurationUnused(),
        new VolcanoMemoryMisread(),
        new SchedulerOptionsUnused(),
        new LanguageMismatch(),
        new MainClassMissing(),
        new MainClassUnused(),
        new PythonFileNotImportable(),
        new ConfKeyWithoutPrefix(),
        new HadoopKeyWithPrefix(),
        new ConfKeyMisspelt(),
        new ConfPrefixMisspelt(),
        new RunsSuspended(),
        new NamespaceInConf(),
        new OverriddenField(),
        new SubmissionWaits(),
        new MetricsConfReplaced(),
        new OtherClusterManagersConf(),
        new EnvVars(),
        new EnvSecretKeyRefs(),
        new ConfigMapBesideTemplate(),
        new PrometheusBesideTemplate(),
        new AirflowSectionIncomplete(),
        new AirflowSectionMistyped(),
        new AirflowSectionReplaces(),
        new AirflowResources(),
        new ApacheNoTimeToLive(),
        new ApacheRetainedForEver(),
        new ApacheRetentionCutShort(),
        new ApacheInstanceBounds(),
        new ApacheRunsAgain(),
        new ApacheUploadPath(),
        new ApacheLocalDependency());
  }
}
