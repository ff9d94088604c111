package io.kubenet.cli;

import com.google.common.collect.ImmutableList;
import io.kubenet.Script;
import io.kubenet.manifest.LocatedTree;
import io.kubenet.manifest.ManifestReader;
import io.kubenet.time.Durations;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Reads a script: a list of steps, each with {@code at: 5s} or {@code when: idle | available
 * deployment/NS/NAME | gone pod/NS/NAME}, and one thing to do.
 */
final class ScriptFile {

  private static final List<String> DEEDS =
      ImmutableList.of(
          "apply",
          "patch",
          "scale",
          "delete",
          "restart",
          "undo",
          "cordon",
          "uncordon",
          "drain",
          "fail",
          "recover",
          "ready",
          "unready",
          "pause",
          "resume");

  private static final String PROXY = "kube-proxy/";
  private static final String POD = "pod/";

  private final Path file;

  private ScriptFile(Path file) {
    this.file = file;
  }

  /**
   * Reads a file.
   *
   * @throws io.kubenet.manifest.ManifestException if it holds no script; says where
   */
  static Script read(Path file) {
    Script script = Script.NONE;
    for (LocatedTree document : ManifestReader.source(file).documents()) {
      for (LocatedTree step : document.items()) {
        script = new ScriptFile(file).step(script, step);
      }
    }
    return script;
  }

  private Script step(Script before, LocatedTree step) {
    step.allowOnly(ImmutableList.<String>builder().add("at", "when").addAll(DEEDS).build());
    List<String> deeds = DEEDS.stream().filter(deed -> !step.get(deed).isAbsent()).toList();
    if (deeds.size() != 1) {
      throw step.error("a step does one thing, not " + deeds.size() + "; expected one of " + DEEDS);
    }
    String deed = deeds.get(0);
    try {
      return deed(triggered(before, step), deed, step.get(deed));
    } catch (IllegalArgumentException e) {
      throw step.get(deed).error(e.getMessage());
    }
  }

  private static Script triggered(Script before, LocatedTree step) {
    LocatedTree at = step.get("at");
    if (!at.isAbsent()) {
      return before.thenAt(Durations.of(at.node().isInt() ? at.integer() + "s" : at.text()));
    }
    String when = step.get("when").optionalText().orElse("");
    if (when.equals("idle")) {
      return before.whenIdle();
    }
    if (when.startsWith("available ")) {
      return before.whenAvailable(when.substring(10).strip());
    }
    if (when.startsWith("gone ")) {
      return before.whenGone(when.substring(5).strip());
    }
    throw step.error(
        "'"
            + when
            + "' is not a trigger; expected at: DURATION or when: idle, available"
            + " deployment/NAMESPACE/NAME, gone pod/NAMESPACE/NAME");
  }

  private Script deed(Script script, String deed, LocatedTree value) {
    return switch (deed) {
      case "apply" -> script.apply(beside(value.text()));
      case "patch" ->
          script.patch(value.get("object").text(), value.get("mergePatch").node().toString());
      case "scale" -> script.scale(value.get("object").text(), value.get("replicas").integer());
      case "delete" -> script.delete(value.text());
      case "restart" -> restart(script, value.text());
      case "undo" -> script.undo(value.text());
      case "cordon" -> script.cordon(node(value));
      case "uncordon" -> script.uncordon(node(value));
      case "drain" -> script.drain(node(value));
      case "fail" -> script.fail(node(value));
      case "recover" -> script.recover(node(value));
      case "ready" -> pod(value, script::ready, script::ready);
      case "unready" -> pod(value, script::unready, script::unready);
      case "pause" -> script.pauseKubeProxy(proxy(value.text()));
      default -> script.resumeKubeProxy(proxy(value.text()));
    };
  }

  private static Script restart(Script script, String object) {
    return object.startsWith(PROXY)
        ? script.restartKubeProxy(proxy(object))
        : script.restart(object);
  }

  private static String node(LocatedTree value) {
    String text = value.text();
    return text.startsWith("node/") ? text.substring(5) : text;
  }

  private static String proxy(String object) {
    if (!object.startsWith(PROXY)) {
      throw new IllegalArgumentException(
          "'" + object + "' is not a kube-proxy; expected kube-proxy/NODE");
    }
    return object.substring(PROXY.length());
  }

  private static Script pod(
      LocatedTree value,
      Function<String, Script> byPattern,
      BiFunction<String, Integer, Script> byNumber) {
    if (value.node().isObject()) {
      return byNumber.apply(value.get("owner").text(), value.get("ordinal").integer());
    }
    String text = value.text();
    return byPattern.apply(text.startsWith(POD) ? text.substring(POD.length()) : text);
  }

  /** A file that is not where the command runs is beside the script. */
  private Path beside(String name) {
    Path here = Path.of(name);
    return here.isAbsolute() || here.toFile().exists() ? here : file.resolveSibling(name);
  }
}
