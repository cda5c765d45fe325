package io.github.tidydag.uploads;

import io.github.tidydag.janitor.Gap;
import java.util.List;

/**
 * What was found in all stores, and what became of it.
 *
 * @param gaps what of the cluster could not be read, which keeps all folders
 */
public record UploadReport(List<ClearedStore> stores, List<Gap> gaps) {
  public UploadReport {
    stores = List.copyOf(stores);
    gaps = List.copyOf(gaps);
  }

  /** Whether all was read, and all that was to go is gone. */
  public boolean isComplete() {
    return gaps.isEmpty() && stores.stream().allMatch(store -> store.failures().isEmpty());
  }
}
