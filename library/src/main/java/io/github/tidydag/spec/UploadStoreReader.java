package io.github.tidydag.spec;

import io.github.tidydag.source.Node;
import io.github.tidydag.source.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code upload_paths}. */
final class UploadStoreReader {
  private static final String KEY = "upload_paths";
  private static final String EXAMPLE =
      "write [hdfs, dfs, -rm, -r, \"/staging/" + UploadStore.MANY + "\"], or the like";

  private final Problems problems;

  UploadStoreReader(Problems problems) {
    this.problems = problems;
  }

  List<UploadStore> read(Node node) {
    List<UploadStore> stores = new ArrayList<>();
    if (!(node instanceof Node.Sequence sequence)) {
      problems.error(
          node.at(), node.describe(), KEY + " is a list; write - {path: ..., list: [...]}");
      return stores;
    }
    for (Node item : sequence.items()) {
      Fields fields = Fields.of(item, "an item of " + KEY, problems);
      Optional<String> path =
          required(fields, "path", "hdfs:///staging").flatMap(n -> fields.text("path"));
      List<Value.Text> list =
          required(fields, "list", "[hdfs, dfs, -ls, /staging]")
              .map(n -> command(n, fields, "list"))
              .orElse(List.of());
      List<Value.Text> delete =
          fields.node("delete").map(n -> command(n, fields, "delete")).orElse(List.of());
      fields.rejectOthers("an item of " + KEY);
      if (path.isPresent() && listsAll(list) && (delete.isEmpty() || deletesSome(delete))) {
        stores.add(new UploadStore(path.get(), texts(list), texts(delete)));
      }
    }
    return stores;
  }

  private Optional<Node> required(Fields fields, String name, String example) {
    Optional<Node> node = fields.node(name);
    if (node.isEmpty()) {
      problems.error(
          fields.at(),
          name,
          "is missing in this item of " + KEY + "; write " + name + ": " + example);
    }
    return node;
  }

  /** No shell reads a command: it is a list, and each item one argument as it is. */
  private List<Value.Text> command(Node node, Fields fields, String name) {
    if (node instanceof Node.Sequence sequence && !sequence.items().isEmpty()) {
      List<Value.Text> command = fields.placedTexts(name);
      return command.size() == sequence.items().size() ? command : List.of();
    }
    problems.error(
        node.at(),
        node.describe(),
        name
            + " is a program and its arguments, a list of texts; write [hdfs, dfs, -ls, /staging]");
    return List.of();
  }

  private boolean listsAll(List<Value.Text> list) {
    Optional<Value.Text> wrong = list.stream().filter(UploadStoreReader::names).findFirst();
    wrong.ifPresent(
        text ->
            problems.error(
                text.at(),
                text.text(),
                "list is run once, for all folders; leave the placeholder out"));
    return wrong.isEmpty() && !list.isEmpty();
  }

  private boolean deletesSome(List<Value.Text> delete) {
    List<Value.Text> naming = delete.stream().filter(UploadStoreReader::names).toList();
    if (naming.size() == 1 && !names(delete.get(0))) {
      return true;
    }
    problems.error(
        delete.get(0).at(),
        delete.get(0).text(),
        "delete has one argument with "
            + UploadStore.ONE
            + ", or with "
            + UploadStore.MANY
            + " if the program takes several; "
            + EXAMPLE);
    return false;
  }

  private static boolean names(Value.Text text) {
    return text.text().contains(UploadStore.ONE) || text.text().contains(UploadStore.MANY);
  }

  private static List<String> texts(List<Value.Text> texts) {
    return texts.stream().map(Value.Text::text).toList();
  }
}
