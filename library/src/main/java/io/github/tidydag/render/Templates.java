package io.github.tidydag.render;

import freemarker.cache.ClassTemplateLoader;
import freemarker.cache.ConditionalTemplateConfigurationFactory;
import freemarker.cache.FileNameGlobMatcher;
import freemarker.cache.FileTemplateLoader;
import freemarker.cache.FirstMatchTemplateConfigurationFactory;
import freemarker.cache.MultiTemplateLoader;
import freemarker.cache.TemplateLoader;
import freemarker.core.HTMLOutputFormat;
import freemarker.core.OutputFormat;
import freemarker.core.ParseException;
import freemarker.core.TemplateClassResolver;
import freemarker.core.TemplateConfiguration;
import freemarker.template.Configuration;
import freemarker.template.DefaultObjectWrapperBuilder;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import io.github.tidydag.source.Text;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The templates of generated files: ours, and in front of them a user's own of the same names
 * ({@code dag.py.ftl}, {@code application.yaml.ftl}, {@code rbac.yaml.ftl}, {@code
 * janitor.yaml.ftl}).
 */
public final class Templates {
  private static final String OURS = "/io/github/tidydag/templates";

  private final Configuration configuration;

  private Templates(TemplateLoader loader) {
    configuration = new Configuration(Configuration.VERSION_2_3_34);
    DefaultObjectWrapperBuilder wrapper =
        new DefaultObjectWrapperBuilder(configuration.getIncompatibleImprovements());
    wrapper.setMemberAccessPolicy(new ViewMembers());
    configuration.setObjectWrapper(wrapper.build());
    configuration.setTemplateLoader(loader);
    configuration.setDefaultEncoding("UTF-8");
    configuration.setLocale(Locale.ROOT);
    configuration.setNumberFormat("computer");
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setLogTemplateExceptions(false);
    configuration.setWrapUncheckedExceptions(true);
    configuration.setFallbackOnNullLoopVariable(false);
    configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
    configuration.setLocalizedLookup(false);
    configuration.setTemplateUpdateDelayMilliseconds(Long.MAX_VALUE);
    FirstMatchTemplateConfigurationFactory formats =
        new FirstMatchTemplateConfigurationFactory(
            format("*.py.ftl", SourceFormat.PYTHON),
            format("*.yaml.ftl", SourceFormat.YAML),
            format("*.html.ftl", HTMLOutputFormat.INSTANCE));
    formats.setAllowNoMatch(true);
    configuration.setTemplateConfigurations(formats);
  }

  /**
   * The templates to render with.
   *
   * @param own a user's, in front of ours
   */
  public static Templates of(Optional<OwnTemplates> own) {
    TemplateLoader ours = new ClassTemplateLoader(Templates.class, OURS);
    return new Templates(
        own.isEmpty()
            ? ours
            : new MultiTemplateLoader(new TemplateLoader[] {loader(own.get()), ours}));
  }

  private static TemplateLoader loader(OwnTemplates own) {
    if (own instanceof OwnTemplates.OnClassPath there) {
      return new ClassTemplateLoader(there.loader(), there.folder());
    }
    try {
      return new FileTemplateLoader(((OwnTemplates.InFolder) own).folder().toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Fills a template with a view.
   *
   * @throws TemplateProblem if the template is wrong, with its name, line and column
   */
  String render(String name, String variable, Object view) {
    try {
      StringWriter out = new StringWriter();
      configuration.getTemplate(name).process(Map.of(variable, view), out);
      return out.toString();
    } catch (ParseException e) {
      throw new TemplateProblem(
          name + ":" + e.getLineNumber() + ":" + e.getColumnNumber(), e.getEditorMessage(), e);
    } catch (TemplateException e) {
      String template = e.getTemplateSourceName() == null ? name : e.getTemplateSourceName();
      throw new TemplateProblem(
          template + ":" + e.getLineNumber() + ":" + e.getColumnNumber(),
          e.getMessageWithoutStackTop(),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ConditionalTemplateConfigurationFactory format(String glob, OutputFormat format) {
    TemplateConfiguration configuration = new TemplateConfiguration();
    configuration.setOutputFormat(format);
    return new ConditionalTemplateConfigurationFactory(
        new FileNameGlobMatcher(glob), configuration);
  }

  /** A template that cannot be used. */
  public static final class TemplateProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TemplateProblem(String place, String message, Throwable cause) {
      super(place + " " + Text.shorten(message.split("\n\n", 2)[0], 300), cause);
    }
  }
}
