package io.kubenet.conformance.kernel;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.SkipExecutionHook;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Whether this machine can run the kernel suite, and if not, why. */
public final class RealKernel implements ExecutionCondition, SkipExecutionHook {

  private static final List<String> TOOLS =
      List.of("ip", "iptables-restore", "ip6tables-restore", "nft", "conntrack");

  /** What is missing; empty where the suite can run. */
  public static Optional<String> missing() {
    if (!System.getProperty("os.name").equals("Linux")) {
      return Optional.of("the kernel suite needs Linux");
    }
    if (!Files.isWritable(Path.of("/proc/sys/net/ipv4/ip_forward"))) {
      return Optional.of("the kernel suite needs root");
    }
    return TOOLS.stream()
        .filter(tool -> !isInstalled(tool))
        .findFirst()
        .map(tool -> "the kernel suite needs " + tool);
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return missing()
        .map(ConditionEvaluationResult::disabled)
        .orElseGet(() -> ConditionEvaluationResult.enabled("Linux, root and the tools are here"));
  }

  @Override
  public SkipResult shouldBeSkipped(LifecycleContext context) {
    return missing().map(SkipResult::skip).orElseGet(SkipResult::doNotSkip);
  }

  private static boolean isInstalled(String tool) {
    return Stream.of("/usr/sbin", "/sbin", "/usr/bin", "/bin", "/usr/local/sbin")
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
  }
}
