package io.kubenet.dns;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import io.kubenet.chance.choice.SeededChance;
import io.kubenet.dns.message.Answer;
import io.kubenet.dns.message.DnsRecord;
import io.kubenet.dns.message.Question;
import io.kubenet.dns.message.Rcode;
import io.kubenet.model.ClusterState;
import io.kubenet.model.Namespace;
import io.kubenet.model.ObjectName;
import io.kubenet.model.PortReference;
import io.kubenet.model.Service;
import io.kubenet.model.ServicePort;
import io.kubenet.net.IpAddress;
import io.kubenet.net.Protocol;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Kubernetes' DNS specification 1.1.0, section by section. */
class SpecificationTest {

  private final ClusterDns server = ClusterDns.of(Corefile.ofKubeadm(36));

  @Nested
  class Section_2_2_RecordForSchemaVersion {

    @Test
    void versionIsATextRecord() {
      assertThat(answers("dns-version.cluster.local", "TXT"))
          .containsExactly("dns-version.cluster.local. 30 IN TXT \"1.1.0\"");
    }
  }

  @Nested
  class Section_2_3_RecordsForAServiceWithClusterIp {

    @Test
    void section_2_3_1_addressRecordsLeadToTheClusterIpOfTheirFamily() {
      assertThat(answers("web.shop.svc.cluster.local", "A"))
          .containsExactly("web.shop.svc.cluster.local. 30 IN A 10.96.12.34");
      assertThat(answers("web.shop.svc.cluster.local", "AAAA"))
          .containsExactly("web.shop.svc.cluster.local. 30 IN AAAA fd00:10:96::c22");
    }

    @Test
    void section_2_3_2_serviceRecordOfANamedPortLeadsToTheService() {
      assertThat(answers("_https._tcp.web.shop.svc.cluster.local", "SRV"))
          .containsExactly(
              "_https._tcp.web.shop.svc.cluster.local. 30 IN SRV 0 50 443"
                  + " web.shop.svc.cluster.local.");
    }

    @Test
    void section_2_3_2_unnamedPortHasNoServiceRecord() {
      assertThat(answer("_http._tcp.web.shop.svc.cluster.local", "SRV").rcode())
          .isEqualTo(Rcode.NXDOMAIN);
    }

    @Test
    void section_2_3_3_pointerRecordLeadsFromTheClusterIpToTheService() {
      assertThat(answers("34.12.96.10.in-addr.arpa", "PTR"))
          .containsExactly("34.12.96.10.in-addr.arpa. 30 IN PTR web.shop.svc.cluster.local.");
      assertThat(
              answers(
                  "2.2.c.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.6.9.0.0.0.1.0.0.0.0.d.f.ip6.arpa",
                  "PTR"))
          .hasSize(1);
    }
  }

  @Nested
  class Section_2_4_RecordsForAHeadlessService {

    @Test
    void section_2_4_1_addressRecordsLeadToTheReadyEndpoints() {
      assertThat(answers("zookeeper-headless.middleware.svc.cluster.local", "A"))
          .containsExactlyInAnyOrder(
              "zookeeper-headless.middleware.svc.cluster.local. 30 IN A 10.244.1.10",
              "zookeeper-headless.middleware.svc.cluster.local. 30 IN A 10.244.1.11",
              "zookeeper-headless.middleware.svc.cluster.local. 30 IN A 10.244.1.12");
    }

    @Test
    void section_2_4_1_endpointWithAHostnameHasANameOfItsOwn() {
      assertThat(answers("zookeeper-1.zookeeper-headless.middleware.svc.cluster.local", "A"))
          .containsExactly(
              "zookeeper-1.zookeeper-headless.middleware.svc.cluster.local. 30 IN A 10.244.1.11");
    }

    @Test
    void section_2_4_2_serviceRecordsLeadToTheNamesOfTheEndpoints() {
      assertThat(answers("_client._tcp.zookeeper-headless.middleware.svc.cluster.local", "SRV"))
          .hasSize(3)
          .contains(
              "_client._tcp.zookeeper-headless.middleware.svc.cluster.local. 30 IN SRV 0 33 2181"
                  + " zookeeper-2.zookeeper-headless.middleware.svc.cluster.local.");
    }

    @Test
    void section_2_4_3_pointerRecordsLeadFromEndpointsToTheirNames() {
      assertThat(answers("11.1.244.10.in-addr.arpa", "PTR"))
          .containsExactly(
              "11.1.244.10.in-addr.arpa. 30 IN PTR"
                  + " zookeeper-1.zookeeper-headless.middleware.svc.cluster.local.");
    }
  }

  @Nested
  class Section_2_5_RecordsForExternalNameServices {

    @Test
    void aliasLeadsToTheExternalName() {
      ClusterDns knowing =
          server.withExternalZone(
              ExternalZone.empty().withName("db.example.com", IpAddress.of("203.0.113.9")));

      Answer answer = ask(knowing, Question.of("db.shop.svc.cluster.local", "A"));

      assertThat(answer.answer().stream().map(DnsRecord::toString))
          .containsExactly(
              "db.shop.svc.cluster.local. 30 IN CNAME db.example.com.",
              "db.example.com. 30 IN A 203.0.113.9");
    }

    @Test
    void aliasIsToldByItself() {
      assertThat(answers("db.shop.svc.cluster.local", "CNAME"))
          .containsExactly("db.shop.svc.cluster.local. 30 IN CNAME db.example.com.");
    }
  }

  private List<String> answers(String name, String type) {
    return answer(name, type).answer().stream().map(DnsRecord::toString).toList();
  }

  private Answer answer(String name, String type) {
    return ask(server, Question.of(name, type));
  }

  private static Answer ask(ClusterDns server, Question question) {
    ClusterState cluster =
        Zookeeper.ready()
            .with(new Namespace("shop", ImmutableMap.of()))
            .with(web())
            .with(database());
    return server.answer(question, cluster, Duration.ZERO, new SeededChance(7));
  }

  private static Service web() {
    return service(
        "web",
        Service.Type.CLUSTER_IP,
        List.of(IpAddress.of("10.96.12.34"), IpAddress.of("fd00:10:96::c22")),
        Optional.empty());
  }

  private static Service database() {
    return service("db", Service.Type.EXTERNAL_NAME, List.of(), Optional.of("db.example.com"));
  }

  private static Service service(
      String name, Service.Type type, List<IpAddress> clusterIps, Optional<String> externalName) {
    return new Service(
        new ObjectName("shop", name),
        ImmutableMap.of(),
        ImmutableMap.of(),
        type,
        clusterIps,
        List.of(),
        List.of(
            new ServicePort("https", Protocol.TCP, 443, new PortReference.Numbered(8443), 0),
            new ServicePort("", Protocol.TCP, 80, new PortReference.Numbered(8080), 0)),
        ImmutableMap.of(),
        List.of(),
        Service.LoadBalancer.NONE,
        Service.TrafficPolicy.CLUSTER,
        Service.TrafficPolicy.CLUSTER,
        OptionalInt.empty(),
        false,
        Optional.empty(),
        externalName);
  }
}
