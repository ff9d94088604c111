package io.kubenet.controlplane.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubenet.controlplane.admission.allocation.AllocationConfig;
import io.kubenet.controlplane.admission.validation.Addresses;
import io.kubenet.controlplane.admission.validation.ApiError;
import io.kubenet.controlplane.store.ObjectKey;
import io.kubenet.manifest.FieldPath;
import io.kubenet.manifest.LocatedTree;
import io.kubenet.manifest.ManifestException;
import io.kubenet.manifest.ManifestObject;
import io.kubenet.manifest.ManifestReader;
import io.kubenet.manifest.TextSource;
import io.kubenet.net.Cidr;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One recorded case: its steps are done again, and each answer is compared. */
final class RecordedCase {

  private static final Map<String, AllocationConfig> CLUSTERS =
      Map.of(
          "ipv4", AllocationConfig.of(Cidr.of("10.96.0.0/16")),
          "dual", AllocationConfig.of(Cidr.of("10.96.0.0/16"), Cidr.of("fd00:10:96::/112")),
          "dual6", AllocationConfig.of(Cidr.of("fd00:10:96::/112"), Cidr.of("10.96.0.0/16")));

  private final LocatedTree recording;
  private final List<String> differences = new ArrayList<>();

  /** The recorded value of what the server chose, by ours: equal where the recording's are. */
  private final Map<String, String> chosen = new LinkedHashMap<>();

  private ApiServer server;

  RecordedCase(Path file) {
    this.recording = ManifestReader.source(file).documents().get(0);
    this.server = ApiServer.start(CLUSTERS.get(recording.get("cluster").text()));
  }

  List<String> differences() {
    List<LocatedTree> given = recording.get("given").items();
    for (LocatedTree object : given) {
      Answer answer = server.apply(object(object));
      answer.error().ifPresent(error -> differences.add("given " + object + ": " + error));
      server = answer.server();
    }
    compareGiven(given);
    List<LocatedTree> steps = recording.get("then").items();
    for (int i = 0; i < steps.size(); i++) {
      compare("step " + (i + 1), take(steps.get(i)), recording.get("result").items().get(i));
    }
    return differences;
  }

  private void compareGiven(List<LocatedTree> given) {
    List<LocatedTree> results = recording.get("givenResult").items();
    for (int i = 0; i < results.size(); i++) {
      compare("given " + (i + 1), server.get(ObjectKey.of(object(given.get(i)))), results.get(i));
    }
  }

  private Answer take(LocatedTree step) {
    Answer answer;
    try {
      answer = request(step);
    } catch (ManifestException e) {
      answer = Answer.refused(ApiError.badRequest(e.getMessage()), server);
    }
    server = answer.server();
    return answer;
  }

  private Answer request(LocatedTree step) {
    String verb = step.fields().keySet().iterator().next();
    LocatedTree body = step.get(verb);
    return switch (verb) {
      case "create" -> server.create(object(body));
      case "createText" -> server.create(text(body.text()));
      case "replace" -> {
        ManifestObject object = object(body);
        String at = step.get("at").optionalText().orElse(object.name());
        yield server.replace(new ObjectKey(object.kind(), object.namespace(), at), object);
      }
      case "patch" -> server.patch(key(body), patch(body));
      case "patchStatus" -> server.patchStatus(key(body), patch(body));
      case "delete" -> server.delete(key(body));
      case "get" -> server.get(key(body));
      default -> throw new IllegalArgumentException("no step " + verb);
    };
  }

  private static Patch patch(LocatedTree body) {
    return body.get("jsonPatch").isAbsent()
        ? new Patch.Merge(body.get("mergePatch").node())
        : new JsonPatch(body.get("jsonPatch").node());
  }

  private static ObjectKey key(LocatedTree body) {
    String kind = body.get("kind").text();
    boolean isGlobal = kind.equals("Namespace") || kind.equals("Node");
    String namespace = body.get("namespace").optionalText().orElse("default");
    return new ObjectKey(kind, isGlobal ? "" : namespace, body.get("name").text());
  }

  /** The server takes kinds that a reader of manifests refuses before. */
  private static ManifestObject object(LocatedTree body) {
    LocatedTree tree = body.asRoot();
    String kind = tree.get("kind").optionalText().orElse("Service");
    String apiVersion = tree.get("apiVersion").optionalText().orElse("v1");
    boolean isGlobal = kind.equals("Namespace") || kind.equals("Node");
    LocatedTree metadata = tree.get("metadata");
    return new ManifestObject(
        apiVersion,
        kind,
        isGlobal ? "" : metadata.get("namespace").optionalText().orElse("default"),
        metadata.get("name").optionalText().orElse(""),
        (ObjectNode) tree.node(),
        tree);
  }

  private static ManifestObject text(String text) {
    return object(new TextSource("sent", text).documents().get(0));
  }

  private void compare(String step, Answer answer, LocatedTree recorded) {
    int status = recorded.get("status").integer();
    if (answer.status() != status) {
      differences.add(step + ": status " + answer.status() + ", not " + status + said(answer));
      return;
    }
    if (!recorded.get("error").isAbsent()) {
      compareError(step, answer, recorded.get("error"));
    } else if (!recorded.get("object").isAbsent()) {
      compareObject(step, answer, recorded);
    }
    int warnings = recorded.get("warnings").items().size();
    if (answer.warnings().size() != warnings) {
      differences.add(step + ": warnings " + answer.warnings() + ", not " + warnings);
    }
  }

  private static String said(Answer answer) {
    return answer.error().map(error -> ": " + error).orElse("");
  }

  private void compareError(String step, Answer answer, LocatedTree recorded) {
    Optional<ApiError> error = answer.error();
    String reason = error.map(ApiError::reason).orElse("no error");
    if (!reason.equals(recorded.get("reason").text())) {
      differences.add(step + ": reason " + reason + ", not " + recorded.get("reason").text());
    }
    List<String> causes =
        error.stream()
            .filter(e -> e.status() != 400)
            .flatMap(e -> e.causes().stream())
            .map(cause -> cause.path() + " " + cause.reason())
            .sorted()
            .toList();
    List<String> recordedCauses =
        recorded.get("causes").items().stream()
            .filter(cause -> !cause.get("field").isAbsent())
            .map(cause -> cause.get("field").text() + " " + cause.get("reason").text())
            .sorted()
            .toList();
    if (!causes.equals(recordedCauses)) {
      differences.add(step + ": causes " + causes + ", not " + recordedCauses + said(answer));
    }
  }

  private void compareObject(String step, Answer answer, LocatedTree recorded) {
    ObjectNode ours = answer.object().orElseThrow().tree().deepCopy();
    ObjectNode theirs = recorded.get("object").node().deepCopy();
    for (LocatedTree path : recorded.get("chosenByServer").items()) {
      FieldPath at = FieldPath.of(path.text());
      compareChosen(step, at, LocatedTree.of("", ours).at(at), LocatedTree.of("", theirs).at(at));
    }
    substitute(ours, theirs);
    Unread.strip(ours);
    Unread.strip(theirs);
    if (!ours.equals(theirs)) {
      differences.add(step + ":\n  ours   " + ours + "\n  theirs " + theirs);
    }
  }

  private void compareChosen(String step, FieldPath path, LocatedTree ours, LocatedTree theirs) {
    if (ours.isAbsent()) {
      differences.add(step + ": nothing was chosen for " + path);
      return;
    }
    String value = ours.node().asText();
    String before = chosen.putIfAbsent(theirs.node().asText(), value);
    if (before != null && !before.equals(value)) {
      differences.add(step + ": " + path + " is " + value + ", not " + before + " as elsewhere");
    }
    if (!isInRange(value)) {
      differences.add(step + ": " + path + " is " + value + ", which is in no range");
    }
  }

  private static boolean isInRange(String value) {
    return value.matches("\\d+")
        ? 30000 <= Integer.parseInt(value) && Integer.parseInt(value) <= 32767
        : CLUSTERS.get("dual").serviceCidrs().stream()
            .anyMatch(cidr -> Addresses.parse(value).filter(cidr::contains).isPresent());
  }

  /** Puts our choices where the recording has the real server's. */
  private void substitute(ObjectNode ours, ObjectNode theirs) {
    String text = theirs.toString();
    for (Map.Entry<String, String> choice : chosen.entrySet()) {
      boolean isNumber = choice.getKey().matches("\\d+");
      String quote = isNumber ? "" : "\"";
      text =
          text.replace(
              ":" + quote + choice.getKey() + quote, ":" + quote + choice.getValue() + quote);
      text =
          text.replace(
              "[" + quote + choice.getKey() + quote, "[" + quote + choice.getValue() + quote);
      text =
          text.replace(
              "," + quote + choice.getKey() + quote, "," + quote + choice.getValue() + quote);
    }
    JsonNode changed = new TextSource("recording", text).documents().get(0).node();
    theirs.removeAll();
    theirs.setAll((ObjectNode) changed);
    theirs.set("kind", JsonNodeFactory.instance.textNode(ours.path("kind").asText()));
    theirs.set("apiVersion", JsonNodeFactory.instance.textNode(ours.path("apiVersion").asText()));
  }
}
