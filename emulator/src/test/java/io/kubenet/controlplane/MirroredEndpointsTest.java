package io.kubenet.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.manifest.ManifestReader;
import io.kubenet.manifest.TextSource;
import io.kubenet.model.EndpointSlice;
import io.kubenet.model.ObjectName;
import io.kubenet.net.IpFamily;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Endpoints objects that somebody writes for Services without selectors. */
class MirroredEndpointsTest {

  private static final ObjectName DB = new ObjectName("default", "db");

  private static final String SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: db}
      spec: {ports: [{port: 5432}]}
      """;

  private static String endpoints(String metadata, String subsets) {
    return "{apiVersion: v1, kind: Endpoints, metadata: {name: db%s}, subsets: [%s]}"
        .formatted(metadata, subsets);
  }

  private static ControlPlane load(String... documents) {
    return ControlPlane.load(
        ManifestReader.read(new TextSource("db.yaml", String.join("\n---\n", documents))),
        ControlPlaneConfig.of(IpFamily.IPV4));
  }

  private static List<String> slices(ControlPlane plane) {
    return plane.state().slicesOf(DB).stream().map(MirroredEndpointsTest::text).sorted().toList();
  }

  private static String text(EndpointSlice slice) {
    return slice.ports().stream().map(p -> p.name() + ":" + p.number().getAsInt()).toList()
        + " "
        + slice.endpoints().stream()
            .map(e -> e.addresses().get(0) + (e.isReady() ? "" : " not ready"))
            .toList();
  }

  @Test
  void areCopiedIntoSlices() {
    ControlPlane plane =
        load(SERVICE, endpoints("", "{addresses: [{ip: 10.0.0.1}], ports: [{port: 5432}]}"));

    assertThat(slices(plane)).containsExactly("[:5432] [10.0.0.1]");
  }

  @Test
  void areCopiedWhicheverComesFirst() {
    ControlPlane plane =
        load(endpoints("", "{addresses: [{ip: 10.0.0.1}], ports: [{port: 5432}]}"), SERVICE);

    assertThat(slices(plane)).containsExactly("[:5432] [10.0.0.1]");
  }

  @Test
  void givePortsOfEqualAddressesOneSlice() {
    ControlPlane plane =
        load(
            SERVICE,
            endpoints(
                "",
                "{addresses: [{ip: 10.0.0.1}], ports: [{name: a, port: 1}]},"
                    + " {addresses: [{ip: 10.0.0.1}], ports: [{name: b, port: 2}]}"));

    assertThat(slices(plane)).containsExactly("[a:1, b:2] [10.0.0.1]");
  }

  @Test
  void anAddressThatIsReadyAndNotReadyIsNotReady() {
    ControlPlane plane =
        load(
            SERVICE,
            endpoints(
                "",
                "{addresses: [{ip: 10.0.0.1}], notReadyAddresses: [{ip: 10.0.0.1}],"
                    + " ports: [{port: 1}]}"));

    assertThat(slices(plane)).containsExactly("[:1] [10.0.0.1 not ready]");
  }

  @Test
  void areLeftAloneWhereTheirLabelSaysSo() {
    String skipped = ", labels: {endpointslice.kubernetes.io/skip-mirror: 'true'}";

    ControlPlane plane =
        load(SERVICE, endpoints(skipped, "{addresses: [{ip: 10.0.0.1}], ports: [{port: 1}]}"));

    assertThat(slices(plane)).isEmpty();
  }

  @Test
  void goWithTheirService() {
    ControlPlane plane =
        load(SERVICE, endpoints("", "{addresses: [{ip: 10.0.0.1}], ports: [{port: 1}]}"))
            .delete("Service", DB)
            .apply(ManifestReader.read(new TextSource("db.yaml", SERVICE)));

    assertThat(slices(plane)).isEmpty();
  }

  @Test
  void takeTheirSlicesWithThem() {
    ControlPlane plane =
        load(SERVICE, endpoints("", "{addresses: [{ip: 10.0.0.1}], ports: [{port: 1}]}"))
            .delete("Endpoints", DB);

    assertThat(slices(plane)).isEmpty();
  }
}
