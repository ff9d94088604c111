package io.kubenet.assertj;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.io.Resources;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/**
 * The whole messages of an assertion class, one for each of its methods, which a file beside the
 * tests holds.
 */
final class Messages {

  private final Class<?> assertions;
  private final Map<String, String> messages = new LinkedHashMap<>();

  private Messages(Class<?> assertions) {
    this.assertions = assertions;
  }

  static Messages of(Class<? extends AbstractAssert<?, ?>> assertions) {
    return new Messages(assertions);
  }

  /**
   * One more failure.
   *
   * @param call the method that fails, and what about it is special
   */
  Messages with(String call, ThrowingCallable failing) {
    AssertionError failure = catchThrowableOfType(AssertionError.class, failing);
    assertThat(failure).as(call + " does not fail").isNotNull();
    messages.put(call, failure.getMessage());
    return this;
  }

  void areAllAsWritten() throws IOException {
    assertThat(text()).isEqualTo(written());
    assertThat(messages.keySet().stream().map(call -> call.split(" ", 2)[0]).distinct().sorted())
        .as("a failure for each assertion")
        .containsExactlyElementsOf(methods());
  }

  private String text() {
    return messages.entrySet().stream()
        .map(message -> "=== " + message.getKey() + "\n" + message.getValue().strip() + "\n\n")
        .collect(Collectors.joining());
  }

  private String written() throws IOException {
    return Resources.toString(
        Resources.getResource(Messages.class, assertions.getSimpleName() + ".txt"),
        StandardCharsets.UTF_8);
  }

  private Set<String> methods() {
    return Arrays.stream(assertions.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
        .map(Method::getName)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
