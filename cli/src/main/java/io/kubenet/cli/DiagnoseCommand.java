package io.kubenet.cli;

import io.kubenet.finding.Finding;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints what is wrong or suspicious in manifests, and what to do about it. */
@Command(
    name = "diagnose",
    description = "What is wrong or suspicious in the manifests, with file and line.",
    footer = "  kubenet diagnose -f shop.yaml")
final class DiagnoseCommand implements Runnable {

  @Mixin private ClusterOptions cluster;
  @Mixin private OutputOption output;
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    List<Finding> findings = cluster.load().diagnose();
    PrintWriter out = spec.commandLine().getOut();
    Screen screen = Screen.of(spec.commandLine());
    out.println(
        output.isJson()
            ? FindingReport.json(findings)
            : screen.fit(new FindingReport(screen.palette()).text(findings)));
    out.flush();
  }
}
