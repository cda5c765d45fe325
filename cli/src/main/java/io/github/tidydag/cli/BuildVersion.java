package io.github.tidydag.cli;

import picocli.CommandLine.IVersionProvider;

/** The version of this build. */
public final class BuildVersion implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"tidydag " + number()};
  }

  static String number() {
    String version = BuildVersion.class.getPackage().getImplementationVersion();
    return version == null ? "unpackaged" : version;
  }
}
