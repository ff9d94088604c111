package io.kubenet.client.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Says in which pod of the test's cluster the code runs that uses a parameter of type {@code
 * ClientNetwork}:
 *
 * <pre>{@code
 * @Test
 * void clientReachesTheApi(Cluster cluster, @InPod("shop/client") ClientNetwork network) {
 *   http = new OkHttpClient.Builder().socketFactory(network.socketFactory()).build();
 * }
 * }</pre>
 *
 * <p>The cluster is that of {@code @KubeNetTest}. The network is closed at the end of the test;
 * parameters that are alike in one test, and in its {@code @BeforeEach} methods, are one network.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@ExtendWith(ClientNetworkExtension.class)
public @interface InPod {
  /** The pod: its namespace and name: {@code shop/client}. */
  String value();
}
