package io.github.tidydag.preview;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * Looks for values of a finished pod that Kubernetes cannot read. They come from arguments that
 * Airflow passes on as they are; what went through the client has the right types already.
 */
final class TypeCheck {
  private final PodModel model;
  private final Remarks remarks;

  private TypeCheck(PodModel model, Remarks remarks) {
    this.model = model;
    this.remarks = remarks;
  }

  static void check(JsonNode pod, PodModel model, Remarks remarks) {
    new TypeCheck(model, remarks).value(new FieldType(FieldType.Kind.MODEL, "V1Pod"), pod, "");
  }

  private void value(FieldType type, JsonNode value, String pointer) {
    if (value.isNull() || (value.isTextual() && PodNames.isTemplated(value.textValue()))) {
      return;
    }
    switch (type.kind()) {
      case TEXT -> expect(value.isTextual(), "a text", value, pointer);
      case WHOLE -> expect(value.isIntegralNumber(), "a whole number", value, pointer);
      case FLAG -> expect(value.isBoolean(), "true or false", value, pointer);
      case LIST -> {
        if (expect(value.isArray(), "a list", value, pointer)) {
          for (int i = 0; i < value.size(); i++) {
            value(type.element(), value.path(i), pointer + "/" + i);
          }
        }
      }
      case MAP -> {
        if (expect(value.isObject(), "a map", value, pointer)) {
          for (Map.Entry<String, JsonNode> entry : value.properties()) {
            String place = pointer + "/" + Remarks.escape(entry.getKey());
            value(type.element(), entry.getValue(), place);
          }
        }
      }
      case MODEL -> {
        if (expect(value.isObject(), "a map", value, pointer)) {
          object(type.of(), value, pointer);
        }
      }
      case TIME, ANY -> {}
    }
  }

  private void object(String name, JsonNode object, String pointer) {
    Map<String, PodModel.Field> fields = model.fieldsOf(name);
    if (fields == null) {
      return;
    }
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      String place = pointer + "/" + Remarks.escape(entry.getKey());
      PodModel.Field field = fields.get(entry.getKey());
      if (field == null) {
        remarks.add(
            place,
            "%s is no field that the Kubernetes client %s knows here: unless Kubernetes is newer, it"
                + " is ignored",
            entry.getKey(),
            model.client());
      } else {
        value(field.type(), entry.getValue(), place);
      }
    }
  }

  private boolean expect(boolean right, String expected, JsonNode value, String pointer) {
    if (!right) {
      remarks.add(pointer, "Kubernetes refuses %s: it wants %s", value, expected);
    }
    return right;
  }
}
