package io.kubenet.jqwik;

import io.kubenet.net.Protocol;
import java.util.Arrays;
import java.util.Locale;

/** A port that every pod of an arbitrary cluster serves. */
enum ServedPort {
  HTTP(Protocol.TCP, 8080),
  METRICS(Protocol.TCP, 9090),
  DNS(Protocol.UDP, 5353);

  private final Protocol protocol;
  private final int number;

  ServedPort(Protocol protocol, int number) {
    this.protocol = protocol;
    this.number = number;
  }

  Protocol protocol() {
    return protocol;
  }

  int number() {
    return number;
  }

  /** As containers name it. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The number of a Service's target port, which is a number or a name. */
  static int numberOf(String targetPort) {
    return Arrays.stream(values())
        .filter(port -> port.text().equals(targetPort))
        .findFirst()
        .map(ServedPort::number)
        .orElseGet(() -> Integer.valueOf(targetPort));
  }
}
