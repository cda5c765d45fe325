package io.github.tidydag.lint.rules.common;

import io.github.tidydag.lint.Block;
import io.github.tidydag.lint.Document;
import io.github.tidydag.lint.Rule;
import io.github.tidydag.lint.RuleInfo;
import io.github.tidydag.lint.Severity;
import io.github.tidydag.lint.Sink;
import io.github.tidydag.source.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Owners that are written by hand. */
final class OwnerReferences implements Rule {
  private enum Mistake {
    UID,
    NAMESPACE,
    BLOCK,
    CONTROLLER,
    SEVERAL
  }

  private final RuleInfo info;
  private final Mistake mistake;

  private OwnerReferences(
      String id,
      String name,
      Severity severity,
      String summary,
      String why,
      String remedy,
      Mistake mistake) {
    this.info = new RuleInfo(id, name, severity, summary, why, remedy, Set.of());
    this.mistake = mistake;
  }

  static List<Rule> all() {
    return List.of(
        new OwnerReferences(
            "OBJ002",
            "owner-with-fixed-uid",
            Severity.WARNING,
            "An owner has a uid that is written into the file",
            """
            A uid belongs to one object for ever. When the owner is made anew it has another one, and
            Kubernetes deletes what names the old one, seconds after it was made.
            """,
            "Set the owner when the object is made, as tidydag's helper does (`owned_by_run`), and"
                + " leave `ownerReferences` out of the file.",
            Mistake.UID),
        new OwnerReferences(
            "OBJ003",
            "owner-elsewhere",
            Severity.ERROR,
            "An owner is said to be in a namespace",
            """
            There is no such key: an owner is always looked for in the object's own namespace, or in
            none. An owner elsewhere counts as absent, and Kubernetes deletes the object.
            """,
            "Remove the key, and let owner and object be in one namespace.",
            Mistake.NAMESPACE),
        new OwnerReferences(
            "OBJ004",
            "owner-blocked",
            Severity.WARNING,
            "An owner's deletion waits for the object",
            """
            `blockOwnerDeletion: true` needs the right to update the owner's finalizers where the
            admission plugin OwnerReferencesPermissionEnforcement is on, and is refused without it
            (OpenShift has it on). A deletion of the owner in the foreground then hangs for as long as
            the object does.
            """,
            "Remove it: the object goes with its owner all the same.",
            Mistake.BLOCK),
        new OwnerReferences(
            "OBJ005",
            "owner-as-controller",
            Severity.WARNING,
            "An owner is said to control the object",
            """
            The owner's controller takes the object for one that it made: a Job counts the pod among its
            own and deletes it, and no second controller may be named.
            """,
            "Remove `controller`: an owner need not control what goes with it.",
            Mistake.CONTROLLER),
        new OwnerReferences(
            "OBJ006",
            "several-owners",
            Severity.INFO,
            "An object has several owners",
            "It is deleted when the last of them is gone, so that each of them keeps it.\n",
            "Name the one that it should go with.",
            Mistake.SEVERAL));
  }

  @Override
  public RuleInfo info() {
    return info;
  }

  @Override
  public void check(Document document, Sink sink) {
    Optional<Node.Entry> entry = document.root().find("metadata", "ownerReferences");
    if (entry.isEmpty()) {
      return;
    }
    List<Node.Mapping> owners = Nodes.mappings(entry.get().value());
    if (mistake == Mistake.SEVERAL) {
      if (owners.size() > 1) {
        sink.key(
            entry.get(),
            "names %d owners, and the object stays until the last is gone; keep one"
                .formatted(owners.size()));
      }
      return;
    }
    for (Node.Mapping owner : owners) {
      check(new Block(entry.get(), owner), sink);
    }
  }

  private void check(Block owner, Sink sink) {
    switch (mistake) {
      case UID ->
          owner
              .known("uid")
              .filter(uid -> uid.text().length() > 8 && !ImageName.isPlaceholder(uid.text()))
              .ifPresent(
                  uid ->
                      sink.value(
                          uid,
                          "is one object for ever: when the owner is made anew, this is deleted;"
                              + " set the owner when the object is made"));
      case NAMESPACE ->
          owner
              .find("namespace")
              .ifPresent(
                  key ->
                      sink.key(
                          key,
                          "is no key of an owner, which must be in the object's own namespace;"
                              + " remove it"));
      case BLOCK ->
          flag(
              owner,
              "blockOwnerDeletion",
              "needs the right to update the owner's finalizers, and holds the owner's deletion up;"
                  + " remove it",
              sink);
      case CONTROLLER ->
          flag(
              owner,
              "controller",
              "makes the owner's controller take it for its own; remove it",
              sink);
      case SEVERAL -> {}
    }
  }

  private static void flag(Block owner, String key, String message, Sink sink) {
    if (Nodes.flag(owner, true, key).isPresent()) {
      owner.find(key).ifPresent(entry -> sink.key(entry, message));
    }
  }
}
