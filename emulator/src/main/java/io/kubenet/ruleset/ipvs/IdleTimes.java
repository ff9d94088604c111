package io.kubenet.ruleset.ipvs;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long ip_vs keeps connections that are idle ({@code ipvsadm --set}, ip_vs_set_timeout of Linux
 * 6.1).
 *
 * @param tcp those of TCP that are established
 * @param tcpFin those of TCP that one end has closed
 * @param udp those of UDP
 */
public record IdleTimes(Duration tcp, Duration tcpFin, Duration udp) {

  /** The kernel's own: 15 minutes, two minutes, five minutes. */
  public static final IdleTimes OF_THE_KERNEL =
      new IdleTimes(Duration.ofMinutes(15), Duration.ofMinutes(2), Duration.ofMinutes(5));

  private static final Pattern LINE =
      Pattern.compile("Timeout \\(tcp tcpfin udp\\): (\\d{1,9}) (\\d{1,9}) (\\d{1,9})\\s*");

  /** The times that a line of {@code ipvsadm -L --timeout} tells; empty for another line. */
  public static Optional<IdleTimes> in(String line) {
    Matcher times = LINE.matcher(line);
    return times.matches()
        ? Optional.of(new IdleTimes(seconds(times, 1), seconds(times, 2), seconds(times, 3)))
        : Optional.empty();
  }

  private static Duration seconds(Matcher times, int group) {
    return Duration.ofSeconds(Long.parseLong(times.group(group)));
  }

  /** These times with those that are more than zero in place of their own, in whole seconds. */
  public IdleTimes with(Duration otherTcp, Duration otherTcpFin, Duration otherUdp) {
    return new IdleTimes(either(otherTcp, tcp), either(otherTcpFin, tcpFin), either(otherUdp, udp));
  }

  private static Duration either(Duration stated, Duration otherwise) {
    return stated.toSeconds() > 0 ? Duration.ofSeconds(stated.toSeconds()) : otherwise;
  }

  /** The line of {@code ipvsadm -L --timeout}, ended. */
  public String text() {
    return "Timeout (tcp tcpfin udp): %d %d %d\n"
        .formatted(tcp.toSeconds(), tcpFin.toSeconds(), udp.toSeconds());
  }
}
