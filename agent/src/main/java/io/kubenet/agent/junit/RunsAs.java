package io.kubenet.agent.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/**
 * Lets a test's JVM run as a pod of its cluster while the test and the methods around it run: all
 * client code in it, unchanged.
 *
 * <pre>{@code
 * @Test
 * @RunsAs("shop/client")
 * void producerReachesTheBroker(Cluster cluster, @InPod("shop/client") ClientNetwork network) {
 *   cluster.pod("shop/kafka-0").serves(9092, broker.port());
 *   new KafkaProducer<>(properties).send(order);
 * }
 * }</pre>
 *
 * <p>The cluster is that of {@code @KubeNetTest}; the network is the one that parameters of the
 * test have. Since a JVM is one pod at a time, no other test runs meanwhile: the annotation locks
 * {@link Resources#GLOBAL}.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(RunsAsExtension.class)
@ResourceLock(Resources.GLOBAL)
public @interface RunsAs {
  /** The pod: its namespace and name: {@code shop/client}. */
  String value();
}
