package io.kubenet.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestReaderTest {

  private static final String SHOP =
      """
      apiVersion: v1
      kind: Service
      metadata:
        name: api
        namespace: shop
      spec:
        ports:
        - name: http
          port: 80
          targetPort: 8080
        - name: metrics
          port: 9090
      ---
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
      ---
      apiVersion: v1
      kind: Namespace
      metadata:
        name: shop
      """;

  private static Manifest read(String text) {
    return ManifestReader.read(new TextSource("shop.yaml", text));
  }

  private static LocatedTree value(String yaml) {
    return new TextSource("shop.yaml", yaml).documents().get(0).get("v");
  }

  @Test
  void documentsBecomeObjects() {
    Manifest manifest = read(SHOP);

    assertThat(manifest.objects()).hasToString("[Service shop/api, Namespace shop]");
    assertThat(manifest.ignored()).hasToString("[ConfigMap default/settings]");
  }

  @Test
  void everyPathHasItsPlace() {
    ManifestObject service = read(SHOP).objects().get(0);

    assertThat(service.placeOf(FieldPath.of("$.spec.ports[0].targetPort")))
        .hasToString("shop.yaml:10");
    assertThat(service.placeOf(FieldPath.of("spec.ports[1]"))).hasToString("shop.yaml:11");
    assertThat(service.placeOf(FieldPath.of("spec.type"))).hasToString("shop.yaml:6");
  }

  @Test
  void listsAreTakenApart() {
    Manifest manifest =
        read(
            """
            {"apiVersion": "v1", "kind": "List", "items": [
            \t{"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "shop"}},
            \t{"apiVersion": "v1", "kind": "ServiceList", "items": [
            \t\t{"metadata": {"name": "api"}, "spec": {"clusterIP": "None"}}]}]}
            """);

    assertThat(manifest.objects()).hasToString("[Namespace shop, Service default/api]");
    assertThat(manifest.objects().get(1).placeOf(FieldPath.of("spec.clusterIP")))
        .hasToString("shop.yaml:4");
  }

  @Test
  void foldersAreReadInTheOrderOfNames(@TempDir Path folder) throws IOException {
    Files.createDirectory(folder.resolve("sub"));
    Files.writeString(folder.resolve("b.yml"), namespace("b"));
    Files.writeString(folder.resolve("a.yaml"), namespace("a"));
    Files.writeString(folder.resolve("sub/c.json"), "{kind: Namespace, apiVersion: v1}");
    Files.writeString(folder.resolve("notes.txt"), "nothing");
    Files.writeString(folder.resolve("kustomization.yaml"), "resources: [a.yaml]");

    Manifest manifest = ManifestReader.read(List.of(folder));

    assertThat(manifest.objects()).hasToString("[Namespace a, Namespace b, Namespace ]");
  }

  private static String namespace(String name) {
    return "{apiVersion: v1, kind: Namespace, metadata: {name: " + name + "}}";
  }

  @Test
  void anObjectThatIsThereTwiceAlikeIsThereOnce() {
    assertThat(read(namespace("a") + "\n---\n" + namespace("a")).objects()).hasSize(1);
  }

  @Nested
  class Scalars {

    @ParameterizedTest
    @CsvSource({
      "yes, true",
      "Off, false",
      "y, '\"y\"'",
      "0755, 493",
      "0x1F, 31",
      "0o17, 15",
      "1_000, 1000",
      "08, 8",
      "1e3, 1000",
      "1.5, 1.5",
      "~, null",
      "12:30, '\"12:30\"'",
      "2024-01-01, '\"2024-01-01\"'",
      "'\"80\"', '\"80\"'",
      "!!str 80, '\"80\"'",
      "!!int 80, 80",
      "!!float 80, 80",
      "!!null ~, null",
      "!!binary aGk=, '\"hi\"'",
      "1e400, '\"1e400\"'",
      "18446744073709551615, 18446744073709551615",
      "1.2.3.4, '\"1.2.3.4\"'"
    })
    void areReadAsKubectlReadsThem(String yaml, String json) {
      assertThat(value("v: " + yaml).node()).hasToString(json);
    }

    @ParameterizedTest
    @ValueSource(strings = {"!!null x", "!!bool 1", "!!int 1.5", "!!binary a?"})
    void mustBeWhatTheirTagsSay(String yaml) {
      assertThatThrownBy(() -> value("v: " + yaml))
          .isInstanceOf(ManifestException.class)
          .hasMessageContaining("shop.yaml:1");
    }

    @Test
    void mergeKeysGiveWay() {
      LocatedTree merged =
          value(
              """
              base: &base {a: 1, b: 2}
              v:
                <<: *base
                b: 3
              """);

      assertThat(merged.node()).hasToString("{\"b\":3,\"a\":1}");
      assertThat(merged.get("b").place()).hasToString("shop.yaml:4");
    }
  }

  @Nested
  class Errors {

    private void assertProblem(String text, String message) {
      assertThatThrownBy(() -> read(text))
          .isInstanceOf(ManifestException.class)
          .hasMessage(message);
    }

    @Test
    void nameBothPlacesOfAnObjectThatDiffers() {
      assertProblem(
          SHOP + "---\n" + SHOP.replace("9090", "9091"),
          "shop.yaml:28: metadata.name Service shop/api is there twice and differs; the first is at"
              + " shop.yaml:1");
    }

    @Test
    void nameBothLinesOfAKeyThatIsThereTwice() {
      assertProblem(
          SHOP.replace("targetPort", "port"),
          "shop.yaml:10: key 'port' is already set in this map, at line 9");
    }

    @Test
    void tellTruncatedYaml() {
      assertProblem(
          "a: [1, 2\nb: 3\n",
          "shop.yaml:2: not YAML: while parsing a flow sequence, expected ',' or ']', but got :");
    }

    @Test
    void tellTabs() {
      assertProblem(
          "a:\n\tb: 1\n",
          "shop.yaml:2: not YAML: while scanning for the next token, found character '\\t(TAB)'"
              + " that cannot start any token. (Do not use \\t(TAB) for indentation)");
    }

    @Test
    void refuseBillionLaughs() {
      StringBuilder laughs = new StringBuilder("a0: &a0 [ha,ha,ha,ha,ha,ha,ha,ha,ha,ha]\n");
      for (int i = 1; i < 10; i++) {
        String alias = "*a" + (i - 1);
        laughs.append("a" + i + ": &a" + i + " [" + (alias + ",").repeat(9) + alias + "]\n");
      }

      assertThatThrownBy(() -> read(laughs.toString()))
          .isInstanceOf(ManifestException.class)
          .hasMessageEndingWith("document contains excessive aliasing");
    }

    @Test
    void refuseAnchorsWithinThemselves() {
      assertProblem("a: &a\n  b: *a\n", "shop.yaml:1: an anchor's value contains itself");
    }

    @Test
    void askForWhatEveryManifestHas() {
      assertProblem("kind: Service\n", "shop.yaml:1: a manifest must have 'apiVersion'");
      assertProblem(
          "apiVersion: v1\nkidn: Service\n",
          "shop.yaml:1: a manifest must have 'kind'; is 'kidn' meant as that?");
      assertProblem(
          "just words\n", "shop.yaml:1: a manifest must be an object, is string \"just words\"");
    }

    @Test
    void tellWhereAKindIs() {
      assertProblem(
          "apiVersion: v1\nkind: Deployment\n",
          "shop.yaml:2: kind 'Deployment' is no kind of 'v1'; it is one of apps/v1");
      assertProblem(
          "apiVersion: v1\nkind: Sevice\n",
          "shop.yaml:2: kind 'Sevice' is no kind of 'v1'; did you mean 'Service'?");
    }

    @Test
    void nameTheTypeThatATypedReadingExpects() {
      assertThatThrownBy(() -> value("v: [1, x]").items().get(1).integer())
          .hasMessage("shop.yaml:1: v[1] must be an integer, is string \"x\"");
    }

    @Test
    void nameAFileThatIsNotThere() {
      assertThatThrownBy(() -> ManifestReader.read(List.of(Path.of("nowhere.yaml"))))
          .hasMessage("nowhere.yaml:1: no such file or folder");
    }

    @Test
    void nameAFolderWhereOneFileIsAskedFor(@TempDir Path folder) {
      assertThatThrownBy(() -> ManifestReader.source(folder))
          .hasMessage(folder + ":1: is a folder, not a file");
    }
  }
}
