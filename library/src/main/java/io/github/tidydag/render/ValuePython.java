package io.github.tidydag.render;

import io.github.tidydag.python.PyExpr;
import io.github.tidydag.python.PyExpr.Argument;
import io.github.tidydag.python.PyExpr.Item;
import io.github.tidydag.spec.Value;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Values as Python expressions; what they need is imported. */
final class ValuePython {
  private final PythonClient client;
  private final Imports imports;
  private final Map<String, String> taskVariables;
  private final String folder;

  /**
   * @param taskVariables the variables that hold tasks, by task id
   * @param folder the folder beside the DAG that holds its files
   */
  ValuePython(
      PythonClient client, Imports imports, Map<String, String> taskVariables, String folder) {
    this.client = client;
    this.imports = imports;
    this.taskVariables = taskVariables;
    this.folder = folder;
  }

  PyExpr of(Value value) {
    if (value instanceof Value.Text text) {
      return new PyExpr.Str(text.text());
    }
    if (value instanceof Value.Whole whole) {
      return new PyExpr.Int(whole.number());
    }
    if (value instanceof Value.Fraction fraction) {
      return new PyExpr.Decimal(fraction.number());
    }
    if (value instanceof Value.Truth truth) {
      return PyExpr.Constant.of(truth.value());
    }
    if (value instanceof Value.Nothing) {
      return PyExpr.Constant.NONE;
    }
    if (value instanceof Value.Items items) {
      return new PyExpr.PyList(items.items().stream().map(this::of).toList());
    }
    if (value instanceof Value.Dict dict) {
      return new PyExpr.PyDict(
          dict.entries().stream()
              .map(e -> new Item(new PyExpr.Str(e.name()), of(e.value())))
              .toList());
    }
    if (value instanceof Value.KubernetesObject object) {
      return kubernetes(object);
    }
    if (value instanceof Value.Instance instance) {
      return new PyExpr.Call(imports.use(instance.dottedClass()), arguments(instance.arguments()));
    }
    if (value instanceof Value.Asset asset) {
      return new PyExpr.Call(
          imports.use(Symbol.ASSET), List.of(Argument.positional(new PyExpr.Str(asset.uri()))));
    }
    if (value instanceof Value.Span span) {
      return timedelta(span.duration());
    }
    if (value instanceof Value.Moment moment) {
      return moment(moment);
    }
    if (value instanceof Value.Imported imported) {
      return imports.use(imported.dotted());
    }
    if (value instanceof Value.Code code) {
      code.imports().forEach(imports::use);
      return new PyExpr.Code(code.expression());
    }
    if (value instanceof Value.Output output) {
      return new PyExpr.Name(
          taskVariables.getOrDefault(output.taskId(), output.taskId()) + ".output");
    }
    Value.File file = (Value.File) value;
    return beside(file.path());
  }

  /** A file of the DAG's folder, wherever the folder is deployed to. */
  private PyExpr beside(String file) {
    PyExpr.Name path = imports.use(Symbol.PATH);
    PyExpr here =
        new PyExpr.Member(
            new PyExpr.Call(path, List.of(Argument.positional(new PyExpr.Name("__file__")))),
            "parent");
    PyExpr there =
        new PyExpr.Call(
            path,
            List.of(
                Argument.positional(here),
                Argument.positional(new PyExpr.Str(folder + "/" + file))));
    return new PyExpr.Call(new PyExpr.Name("str"), List.of(Argument.positional(there)));
  }

  private PyExpr kubernetes(Value.KubernetesObject object) {
    List<Argument> arguments = new ArrayList<>();
    for (Value.Entry field : object.fields()) {
      arguments.add(new Argument(client.attribute(object.type(), field.name()), of(field.value())));
    }
    return new PyExpr.Call(
        new PyExpr.Name(imports.use(Symbol.KUBERNETES).dotted() + "." + object.type()), arguments);
  }

  List<Argument> arguments(List<Value.Entry> entries) {
    return entries.stream().map(e -> new Argument(e.name(), of(e.value()))).toList();
  }

  List<Argument> arguments(Map<String, Value> values) {
    List<Argument> arguments = new ArrayList<>();
    values.forEach((name, value) -> arguments.add(new Argument(name, of(value))));
    return arguments;
  }

  /** {@code timedelta(days=1, hours=6)}: as people say it. */
  PyExpr timedelta(Duration duration) {
    List<Argument> parts = new ArrayList<>();
    part(parts, "days", duration.toDays());
    part(parts, "hours", duration.toHoursPart());
    part(parts, "minutes", duration.toMinutesPart());
    part(parts, "seconds", duration.toSecondsPart());
    if (parts.isEmpty()) {
      parts.add(new Argument("seconds", PyExpr.of(0)));
    }
    return new PyExpr.Call(imports.use(Symbol.TIMEDELTA), parts);
  }

  private static void part(List<Argument> parts, String unit, long amount) {
    if (amount != 0) {
      parts.add(new Argument(unit, PyExpr.of(amount)));
    }
  }

  private PyExpr moment(Value.Moment moment) {
    imports.module("pendulum");
    LocalDateTime at = moment.local();
    List<Argument> arguments = new ArrayList<>();
    arguments.add(Argument.positional(PyExpr.of(at.getYear())));
    arguments.add(Argument.positional(PyExpr.of(at.getMonthValue())));
    arguments.add(Argument.positional(PyExpr.of(at.getDayOfMonth())));
    if (at.getHour() + at.getMinute() + at.getSecond() > 0) {
      arguments.add(Argument.positional(PyExpr.of(at.getHour())));
      arguments.add(Argument.positional(PyExpr.of(at.getMinute())));
      if (at.getSecond() > 0) {
        arguments.add(Argument.positional(PyExpr.of(at.getSecond())));
      }
    }
    arguments.add(new Argument("tz", new PyExpr.Str(moment.zone().getId())));
    return new PyExpr.Call(new PyExpr.Name("pendulum.datetime"), arguments);
  }
}
