package io.kubenet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadInputTest {

  private static final String SERVICE = "{apiVersion: v1, kind: Service, metadata: {name: web},";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          '{apiVersion: v1, kind: Pod, metadata: {name: a'    | :1: not JSON
          'kind: Pod~metadata:~\tname: a'                     | :3: not YAML
          'kind: Pod~metadata: {name: a'                      | :2: not YAML
          'hello'                                             | :1: a manifest must be an object, is string "hello"
          '[1, 2'                                             | :1: not YAML
          '{kind: Pod, metadata: {name: a}}'                  | :1: a manifest must have 'apiVersion'
          'SERVICE~spec: {ports: [{port: 70000}]}}'           | :2: spec.ports[0].port 70000 must be between 1 and 65535
          'SERVICE~spec: {selector: a, ports: [{port: 80}]}}' | :2: spec.selector must be a map, is string "a"
          'SERVICE~spec: {ports: [{port: eighty}]}}'          | :2: spec.ports[0].port
          'SERVICE~spec: {clusterIP: 192.168.7.7, ports: [{port: 80}]}}' | :2: spec.clusterIP '192.168.7.7' is not in the Service CIDR of the cluster, 10.96.0.0/12
          'SERVICE~sepc: {ports: [{port: 80}]}}'              | :2: sepc is an unknown field; did you mean 'spec'?
          'SERVICE~spec: {ports: [{port: 80, targetport: 8080}]}}' | :2: spec.ports[0].targetport is an unknown field; did you mean 'targetPort'?
          """)
  void badManifestIsOneLineWithItsPlace(String manifest, String complaint) throws IOException {
    Path file = write("bad.yaml", manifest.replace("SERVICE", SERVICE).replace('~', '\n'));

    CommandRun run = CommandRun.of("matrix", "-f", file.toString());

    assertThat(run.err()).startsWith(file + complaint).endsWith("\n").hasLineCount(1);
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void contradictionIsToldWithBothPlaces() throws IOException {
    Path first = write("a.yaml", SERVICE + "spec: {ports: [{port: 80}]}}");
    Path second = write("b.yaml", "---\n" + SERVICE + "spec: {ports: [{port: 81}]}}");

    CommandRun run = CommandRun.of("matrix", "-f", folder.toString());

    assertThat(run.err())
        .isEqualTo(
            "%s:2: metadata.name Service default/web is there twice and differs; the first is at %s:1%n"
                .formatted(second, first));
  }

  @Test
  void nodePortOfTwoServicesIsToldWithBothPlaces() throws IOException {
    String ports = "spec: {type: NodePort, ports: [{port: 80, nodePort: 30080}]}}";
    Path first = write("a.yaml", SERVICE + ports);
    Path second = write("b.yaml", (SERVICE + ports).replace("web", "api"));

    CommandRun run = CommandRun.of("matrix", "-f", first.toString(), second.toString());

    assertThat(run.err())
        .isEqualTo(
            "%s:1: spec.ports[0].nodePort 30080 is already allocated to Service default/web at %s:1%n"
                .formatted(second, first));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          trce                                        | no command 'trce'; did you mean 'trace'?; see kubenet --help
          matrix                                      | missing required option: '-f=FILE'; see kubenet matrix --help
          matrix -f nowhere.yaml                      | nowhere.yaml:1: no such file or folder
          rules -f WEB --node nod1                    | no node 'nod1'; did you mean 'node1'?; nodes: node1, node2, node3
          rules -f WEB --nod node1                    | no option '--nod'; did you mean '--node'?; see kubenet rules --help
          matrix -f WEB --sed 7                       | no option '--sed'; did you mean '--seed'?; see kubenet matrix --help
          matrix -f WEB --nodes many                  | invalid value for option '--nodes': 'many' is not an int; see kubenet matrix --help
          matrix -f WEB --nodes 0                     | a cluster has at least 1 node, not 0
          matrix -f WEB --mode kernelspace            | mode 'kernelspace' is not modelled; modelled: iptables, nftables, ipvs
          matrix -f WEB --kubernetes-version 1.9      | Kubernetes version '1.9' is not modelled; modelled: 1.23, 1.31, 1.32, 1.33, 1.34, 1.35, 1.36
          matrix -f WEB --kube-proxy-config WEB       | WEB:1: apiVersion must be 'kubeproxy.config.k8s.io/v1alpha1', is 'v1'
          reach -f WEB --from pod/default/a --to b:1  | no pod 'default/a'; no pods in namespace 'default'; pods: none
          reach -f WEB --from node1 --to b:1          | 'node1' is no source; sources are pod/NAMESPACE/NAME, node/NAME, external/IP
          reach -f WEB --from external/x --to b:1     | 'x' is no IP address
          reach -f WEB --from node/node1 --to web     | 'web' is no target; targets are IP:PORT, [IPV6]:PORT, NAME:PORT
          reach -f WEB --from node/node1 --to web:0x5 | 'web:0x5' is no target; targets are IP:PORT, [IPV6]:PORT, NAME:PORT
          reach -f WEB --probes WEB                   | WEB:1: must be a list, is an object
          """)
  void badCallIsOneLineThatSaysWhatThereIs(String call, String complaint) throws IOException {
    String web = write("web.yaml", SERVICE + "spec: {ports: [{port: 80}]}}").toString();

    CommandRun run = CommandRun.of(call.replace("WEB", web).split(" "));

    assertThat(run.err()).isEqualTo("%s%n", complaint.replace("WEB", web));
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void faultOfItsOwnIsOneLineToo() {
    CommandRun run = CommandRun.of("reach", "-f", "/dev/null\0", "--probes", "x");

    assertThat(run.err()).hasLineCount(1);
    assertThat(run.status()).isEqualTo(2);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
