package io.kubenet.assertj;

import static io.kubenet.assertj.KubeNetAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.Cluster;
import io.kubenet.dns.message.Answer;
import io.kubenet.dns.message.Question;
import io.kubenet.dns.message.Rcode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AnswerAssertTest {

  private final Cluster shop = Shop.open();

  @Test
  void whatIsSoPasses() {
    Answer found = shop.answer(Question.of("api.shop.svc.cluster.local", "A"));
    Answer port = shop.answer(Question.of("_http._tcp.api.shop.svc.cluster.local", "SRV"));

    assertThat(found).hasRcode(Rcode.NOERROR).hasRecords("10.96.0.20").isAuthoritative();
    assertThat(port).hasRecords("0 100 80 api.shop.svc.cluster.local.");
  }

  @Test
  void manyAddressesDoNotFitADatagram() {
    String endpoints =
        IntStream.rangeClosed(10, 60)
            .mapToObj(place -> "{addresses: [10.244.1." + place + "]}")
            .collect(Collectors.joining(", "));
    shop.apply(
        """
        apiVersion: v1
        kind: Service
        metadata: {name: many, namespace: shop}
        spec: {clusterIP: None, ports: [{port: 80}]}
        ---
        apiVersion: discovery.k8s.io/v1
        kind: EndpointSlice
        metadata: {name: many, namespace: shop, labels: {kubernetes.io/service-name: many}}
        addressType: IPv4
        ports: [{port: 80}]
        endpoints: [%s]
        """
            .formatted(endpoints));

    Question question = Question.of("many.shop.svc.cluster.local", "A");

    assertThat(shop.answer(question.overUdp())).isTruncated();
    assertThat(shop.answer(question.overTcp()).answer()).hasSize(51);
  }

  @Test
  void factoriesNarrowElements() {
    Answer found = shop.answer(Question.of("api.shop.svc.cluster.local", "A"));

    assertThat(List.of(found)).first(KubeNetAssertions.ANSWER).isAuthoritative();
    assertThat(List.of(shop.rules("node-a")))
        .first(KubeNetAssertions.RULES)
        .hasChain("nat KUBE-SERVICES");
  }
}
