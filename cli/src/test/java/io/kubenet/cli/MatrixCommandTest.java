package io.kubenet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MatrixCommandTest {

  @TempDir private Path folder;

  @BeforeEach
  void writeManifest() throws IOException {
    Files.writeString(
        folder.resolve("shop.yaml"),
        """
        {apiVersion: v1, kind: Pod, metadata: {name: client, labels: {app: client}},
         spec: {nodeName: node1, containers: [{name: main, image: app}]}}
        ---
        {apiVersion: v1, kind: Pod, metadata: {name: web, labels: {app: web}},
         spec: {nodeName: node1, containers: [
           {name: main, image: app, ports: [{containerPort: 8080}]}]}}
        ---
        {apiVersion: v1, kind: Service, metadata: {name: web},
         spec: {clusterIP: 10.96.0.20, selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}}
        ---
        {apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: deny-all},
         spec: {podSelector: {}, policyTypes: [Ingress]}}
        """);
  }

  @Test
  void textIsATable() {
    String printed = run();

    assertThat(printed)
        .isEqualTo(
            """
                           1 2
            default/client - -
            default/web    + +

             1  default/web:80
             2  pod default/web:8080

            + established   - timed out   x refused   ! fails otherwise   ~ left to chance

                2x  denied ingress of pod default/web: NetworkPolicy default/deny-all has no ingress rule
            """);
  }

  @Test
  void jsonIsAListOfCells() throws IOException {
    JsonNode cells = new JsonMapper().readTree(run("-o", "json"));

    assertThat(cells).hasSize(4);
    assertThat(cells.get(0))
        .hasToString(
            "{\"from\":\"pod/default/client\",\"to\":\"service/default/web\",\"address\":\"10.96.0.20\","
                + "\"port\":80,\"protocol\":\"TCP\",\"established\":false,\"outcomes\":[{\"verdict\":\"TIMED_OUT\",\"because\":\"denied"
                + " ingress of pod default/web: NetworkPolicy default/deny-all has no ingress"
                + " rule\",\"probability\":1.0,\"numerator\":\"1\",\"denominator\":\"1\"}]}");
  }

  private String run(String... options) {
    StringWriter out = new StringWriter();
    String[] arguments = new String[options.length + 3];
    arguments[0] = "matrix";
    arguments[1] = "-f";
    arguments[2] = folder.toString();
    System.arraycopy(options, 0, arguments, 3, options.length);
    Main.commandLine().setOut(new PrintWriter(out)).execute(arguments);
    return out.toString();
  }
}
