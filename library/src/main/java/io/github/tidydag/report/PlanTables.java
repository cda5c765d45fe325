package io.github.tidydag.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.github.tidydag.janitor.CleanupPlan;
import io.github.tidydag.janitor.Gap;
import io.github.tidydag.janitor.Judgement;
import io.github.tidydag.janitor.PlanOptions;
import io.github.tidydag.janitor.Resource;
import io.github.tidydag.janitor.Verdict;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A cleanup plan for programs: the plan file, and a table for spreadsheets. */
public final class PlanTables {
  private static final int FORMAT = 1;

  private PlanTables() {}

  /**
   * The plan file: what to delete by uid, and the verdict of everything that Spark made.
   *
   * @param version tidydag's own
   */
  public static void json(CleanupPlan plan, String version, Writer out) throws IOException {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentObjectsWith(lines);
    printer.indentArraysWith(lines);
    try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
      json.setPrettyPrinter(printer);
      json.writeStartObject();
      json.writeNumberField("format", FORMAT);
      json.writeStringField("tidydag", version);
      json.writeStringField("source", plan.source());
      json.writeStringField("taken", plan.taken().toString());
      options(plan.options(), json);
      json.writeObjectFieldStart("summary");
      for (Verdict verdict : Verdict.values()) {
        json.writeNumberField(
            verdict.name(), plan.judgements().stream().filter(j -> j.verdict() == verdict).count());
      }
      json.writeEndObject();
      json.writeArrayFieldStart("notRead");
      for (Gap gap : plan.gaps()) {
        json.writeStartObject();
        json.writeStringField("namespace", gap.namespace());
        json.writeStringField("resource", gap.kind().toString());
        json.writeStringField("reason", gap.reason());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeArrayFieldStart("deletions");
      for (CleanupPlan.Deletion one : plan.deletions()) {
        json.writeStartObject();
        object(one.resource(), json);
        json.writeStringField("verdict", one.verdict().name());
        texts("evidence", one.evidence(), json);
        texts("takes", one.takes(), json);
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeArrayFieldStart("objects");
      for (Judgement one : plan.judgements()) {
        json.writeStartObject();
        object(one.resource(), json);
        json.writeStringField("verdict", one.verdict().name());
        json.writeStringField("application", one.application());
        texts("evidence", one.evidence(), json);
        texts("roots", one.roots(), json);
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  /** What it was made with, so that it can be made again. */
  private static void options(PlanOptions options, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("options");
    json.writeStringField("policy", options.policy().word());
    if (options.minAge().isPresent()) {
      json.writeStringField("minAge", options.minAge().get().toString());
    }
    json.writeBooleanField("noClientMode", options.noClientMode());
    if (options.earlier().isPresent()) {
      json.writeObjectFieldStart("earlier");
      json.writeStringField("taken", options.earlier().get().taken().toString());
      texts("idle", options.earlier().get().idle().stream().sorted().toList(), json);
      json.writeEndObject();
    }
    texts("namespaces", options.namespaces().stream().sorted().toList(), json);
    json.writeObjectFieldStart("selector");
    for (Map.Entry<String, String> label : new TreeMap<>(options.selector()).entrySet()) {
      json.writeStringField(label.getKey(), label.getValue());
    }
    json.writeEndObject();
    texts("kinds", options.kinds().stream().map(Object::toString).sorted().toList(), json);
    json.writeNumberField("keepLast", options.keepLast());
    json.writeEndObject();
  }

  private static void object(Resource resource, JsonGenerator json) throws IOException {
    json.writeStringField("apiVersion", resource.apiVersion());
    json.writeStringField("kind", resource.kindName());
    json.writeStringField("namespace", resource.namespace());
    json.writeStringField("name", resource.name());
    json.writeStringField("uid", resource.uid());
    json.writeStringField("resourceVersion", resource.resourceVersion());
  }

  private static void texts(String name, List<String> texts, JsonGenerator json)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  /** A row for everything that Spark made. */
  public static String csv(CleanupPlan plan) {
    StringBuilder out = new StringBuilder();
    CsvReport.row(
        out, "namespace", "kind", "name", "uid", "verdict", "application", "created", "evidence");
    for (Judgement one : plan.judgements()) {
      CsvReport.row(
          out,
          one.resource().namespace(),
          one.resource().kindName(),
          one.resource().name(),
          one.resource().uid(),
          one.verdict().name(),
          one.application(),
          one.resource().created().map(Instant::toString).orElse(""),
          String.join("; ", one.evidence()));
    }
    return out.toString();
  }
}
