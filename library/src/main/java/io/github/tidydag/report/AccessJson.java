package io.github.tidydag.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.tidydag.rbac.AccessGap;
import io.github.tidydag.rbac.Binding;
import io.github.tidydag.rbac.Grants.Grant;
import io.github.tidydag.rbac.Inventory;
import io.github.tidydag.rbac.RoleRule;
import io.github.tidydag.rbac.Subject;
import io.github.tidydag.rbac.WhoCan;
import io.github.tidydag.text.JsonText;
import java.util.List;

/** Who may do what, for programs. */
public final class AccessJson {
  private static final int FORMAT = 1;

  private AccessJson() {}

  /**
   * An inventory.
   *
   * @param version tidydag's own
   */
  public static String of(Inventory inventory, String version) {
    ObjectNode root = root(version).put("source", inventory.source());
    ArrayNode accounts = root.putArray("accounts");
    for (Inventory.Entry entry : inventory.accounts()) {
      ObjectNode account = accounts.addObject();
      account.put("namespace", entry.account().namespace());
      account.put("serviceAccount", entry.account().name());
      ArrayNode grants = account.putArray("grants");
      for (Inventory.Granted granted : entry.grants()) {
        ObjectNode grant = grants.addObject();
        binding(grant.putObject("binding"), granted.binding());
        grant.put("through", granted.through().toString());
        rule(grant.putObject("rule"), granted.rule());
      }
      ArrayNode workloads = account.putArray("usedBy");
      entry
          .workloads()
          .forEach(w -> workloads.addObject().put("kind", w.kind()).put("name", w.name()));
    }
    ArrayNode dangling = root.putArray("danglingBindings");
    inventory.dangling().forEach(binding -> binding(dangling.addObject(), binding));
    ArrayNode missing = root.putArray("missingAccounts");
    inventory
        .missing()
        .forEach(a -> missing.addObject().put("namespace", a.namespace()).put("name", a.name()));
    gaps(root, inventory.gaps());
    return JsonText.of(root);
  }

  /**
   * An answer.
   *
   * @param version tidydag's own
   */
  public static String of(WhoCan answer, String version) {
    ObjectNode root = root(version);
    ObjectNode action = root.putObject("action");
    action.put("verb", answer.action().verb()).put("group", answer.action().group());
    action.put("resource", answer.action().resource()).put("name", answer.action().name());
    action.put("namespace", answer.action().namespace());
    ArrayNode direct = root.putArray("may");
    answer.direct().forEach(grant -> grant(direct.addObject(), grant));
    ArrayNode atOnce = root.putArray("mayDeleteAllAtOnce");
    answer.atOnce().forEach(grant -> grant(atOnce.addObject(), grant));
    ArrayNode indirect = root.putArray("mayComeToIt");
    for (WhoCan.Detour detour : answer.indirect()) {
      ObjectNode one = indirect.addObject().put("by", detour.by()).put("as", detour.as());
      grant(one, detour.grant());
    }
    gaps(root, answer.unread());
    return JsonText.of(root);
  }

  private static ObjectNode root(String version) {
    return JsonNodeFactory.instance.objectNode().put("format", FORMAT).put("tidydag", version);
  }

  private static void grant(ObjectNode node, Grant grant) {
    Subject subject = grant.subject();
    ObjectNode who = node.putObject("subject").put("kind", subject.kind().word());
    who.put("namespace", subject.namespace()).put("name", subject.name());
    binding(node.putObject("binding"), grant.binding());
    node.put("role", grant.role().toString());
    rule(node.putObject("rule"), grant.rule());
  }

  private static void binding(ObjectNode node, Binding binding) {
    node.put("kind", binding.isClusterWide() ? "ClusterRoleBinding" : "RoleBinding");
    node.put("namespace", binding.namespace()).put("name", binding.name());
    node.put("role", (binding.toClusterRole() ? "ClusterRole " : "Role ") + binding.role());
  }

  private static void rule(ObjectNode node, RoleRule rule) {
    texts(node, "apiGroups", rule.groups());
    texts(node, "resources", rule.resources());
    texts(node, "resourceNames", rule.resourceNames());
    texts(node, "verbs", rule.verbs());
    texts(node, "nonResourceURLs", rule.urls());
  }

  private static void gaps(ObjectNode root, List<AccessGap> gaps) {
    ArrayNode node = root.putArray("notRead");
    for (AccessGap gap : gaps) {
      ObjectNode one = node.addObject().put("resource", gap.resource());
      one.put("namespace", gap.namespace()).put("reason", gap.reason());
      one.put("decides", gap.decides());
    }
  }

  private static void texts(ObjectNode node, String name, List<String> values) {
    ArrayNode array = node.putArray(name);
    values.forEach(array::add);
  }
}
