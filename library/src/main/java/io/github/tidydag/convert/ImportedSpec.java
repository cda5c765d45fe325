package io.github.tidydag.convert;

import java.util.List;
import java.util.Map;

/**
 * A spec that was made from a manifest.
 *
 * @param dagId the DAG's id, unique among the specs of one file
 * @param suggestedFileName a file name for the spec
 * @param yaml the spec; the remarks stand in it as comments
 * @param extraFiles files that the spec refers to, by their name beside it
 * @param remarks what was left out, changed or assumed, each with the place in the manifest
 */
public record ImportedSpec(
    String dagId,
    String suggestedFileName,
    String yaml,
    Map<String, String> extraFiles,
    List<String> remarks) {
  public ImportedSpec {
    extraFiles = Map.copyOf(extraFiles);
    remarks = List.copyOf(remarks);
  }
}
