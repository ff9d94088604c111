package io.kubenet.clienttests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubenet.Cluster;
import io.kubenet.agent.junit.RunsAs;
import io.kubenet.client.ClientNetwork;
import io.kubenet.client.junit.InPod;
import io.kubenet.junit.KubeNetTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Kafka's clients, unchanged, against a real broker: they have no hook but the agent. */
@KubeNetTest(
    manifests =
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: client, namespace: shop}
        spec: {nodeName: node1, containers: [{name: main, image: client}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: kafka-0, namespace: shop, labels: {app: kafka}}
        spec:
          nodeName: node2
          containers: [{name: main, image: kafka, ports: [{containerPort: 9092}]}]
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: kafka, namespace: shop}
        spec: {selector: {app: kafka}, ports: [{port: 9092}]}
        """)
@RunsAs("shop/client")
class KafkaClientTest {

  private static final String DENY_KAFKA =
      """
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: {name: closed, namespace: shop}
      spec: {podSelector: {matchLabels: {app: kafka}}, policyTypes: [Ingress]}
      """;

  private static KafkaBroker broker;

  @BeforeAll
  static void start() throws Exception {
    broker = KafkaBroker.start();
  }

  @AfterAll
  static void stop() throws Exception {
    broker.close();
  }

  @BeforeEach
  void stand(Cluster cluster) {
    cluster.pod("shop/kafka-0").serves(9092, broker.port());
  }

  @Test
  void whatAProducerSendsAConsumerReads(@InPod("shop/client") ClientNetwork network)
      throws Exception {
    try (KafkaProducer<String, String> producer = producer("kafka.shop:9092")) {
      producer.send(new ProducerRecord<>("orders", "order-1", "two apples")).get();
    }

    assertThat(read("orders"))
        .extracting(ConsumerRecord::key, ConsumerRecord::value)
        .containsExactly(org.assertj.core.api.Assertions.tuple("order-1", "two apples"));
    assertThat(network.connections())
        .isNotEmpty()
        .allMatch(connection -> connection.endpoint().orElseThrow().equals("shop/kafka-0"));
  }

  @Test
  void aBrokerThatIsNotReadyRefuses(Cluster cluster, @InPod("shop/client") ClientNetwork network) {
    cluster.markUnready("shop/kafka-0");

    assertThatSendingTimesOut();
    assertThat(network.connections())
        .isNotEmpty()
        .allMatch(connection -> connection.opening().verdict().toString().equals("REFUSED"));
  }

  @Test
  void aPolicyThatDropsIsSilence(Cluster cluster, @InPod("shop/client") ClientNetwork network) {
    cluster.apply(DENY_KAFKA);

    assertThatSendingTimesOut();
    assertThat(network.connections())
        .isNotEmpty()
        .allMatch(connection -> connection.opening().verdict().toString().equals("TIMED_OUT"));
  }

  @Test
  void aBrokerOutsideOfTheModelIsNotThere() {
    assertThatThrownBy(() -> producer("kafka.example.com:9092"))
        .isInstanceOf(KafkaException.class)
        .rootCause()
        .hasMessageContaining("No resolvable bootstrap urls");
  }

  private static void assertThatSendingTimesOut() {
    try (KafkaProducer<String, String> producer = producer("kafka.shop:9092")) {
      assertThatThrownBy(() -> producer.send(new ProducerRecord<>("orders", "lost")).get())
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(TimeoutException.class);
    }
  }

  /** Its own clock runs, so it gives up early. */
  private static KafkaProducer<String, String> producer(String servers) {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers", servers,
            "max.block.ms", 3_000,
            "request.timeout.ms", 1_000,
            "delivery.timeout.ms", 5_000,
            "linger.ms", 0),
        new StringSerializer(),
        new StringSerializer());
  }

  private static List<ConsumerRecord<String, String>> read(String topic) {
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", "kafka.shop:9092"),
            new StringDeserializer(),
            new StringDeserializer())) {
      List<TopicPartition> partitions = List.of(new TopicPartition(topic, 0));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      ConsumerRecords<String, String> records = consumer.poll(Duration.ofSeconds(20));
      return records.records(partitions.get(0));
    }
  }
}
