package io.kubenet.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** Tells which version of the command this is; its jar knows. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String version =
        Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
            .orElse("(not from a jar)");
    return new String[] {"kubenet " + version};
  }
}
