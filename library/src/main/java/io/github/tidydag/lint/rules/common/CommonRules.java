package io.github.tidydag.lint.rules.common;

import io.github.tidydag.lint.Rule;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules about secrets, security, images, accounts and metadata, wherever pods are described.
 */
public final class CommonRules {
  private CommonRules() {}

  /** All of them. */
  public static List<Rule> all() {
    List<Rule> rules = new ArrayList<>();
    rules.addAll(
        List.of(
            new SecretInEnv(),
            new SecretInConf(),
            new SecretInArguments(),
            new SecretInMetadata(),
            new SecretInConfigMap(),
            new SecretInAddress(),
            new SecretThroughJinja(),
            new PrivilegeContradicted(),
            new AddedCapabilities(),
            new HostNamespaces(),
            new RunsAsRoot(),
            new RootContradicted(),
            new Unconfined(),
            new HostPort(),
            new ForeignRegistry(),
            new InvalidImage(),
            new OldAccountKey(),
            new RequiredLabels(),
            new Finalizers(),
            new IgnoredPodMetadata(),
            new OldVersion()));
    rules.addAll(SecurityFlag.all());
    rules.addAll(HostPath.all());
    rules.addAll(ImageTag.all());
    rules.addAll(PullPolicy.all());
    rules.addAll(DriverAccount.all());
    rules.addAll(OwnerReferences.all());
    rules.addAll(WrittenByServer.all());
    return List.copyOf(rules);
  }
}
