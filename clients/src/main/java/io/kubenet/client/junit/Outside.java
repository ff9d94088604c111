package io.kubenet.client.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Says which host outside of the test's cluster the code runs on that uses a parameter of type
 * {@code ClientNetwork}. It is made and closed as {@link InPod} says.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@ExtendWith(ClientNetworkExtension.class)
public @interface Outside {
  /** The address of the host: {@code 192.168.0.250}. */
  String value();
}
