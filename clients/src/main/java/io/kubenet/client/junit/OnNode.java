package io.kubenet.client.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Says on which node of the test's cluster, in the network of the node itself, the code runs that
 * uses a parameter of type {@code ClientNetwork}. It is made and closed as {@link InPod} says.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@ExtendWith(ClientNetworkExtension.class)
public @interface OnNode {
  /** The node: its name. */
  String value();
}
