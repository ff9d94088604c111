package io.kubenet.kubeproxy.config;

import com.google.common.collect.ImmutableList;
import io.kubenet.manifest.LocatedTree;
import io.kubenet.net.Cidr;
import io.kubenet.ruleset.ipvs.Scheduler;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads the section {@code ipvs} of a KubeProxyConfiguration.
 *
 * @param section the section
 */
record IpvsReader(LocatedTree section) {

  /** A part of a duration as Go writes it: {@code 1h30m}. */
  private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d*)?)(ns|us|ms|s|m|h)");

  private static final long NANOS_OF_SECOND = 1_000_000_000;

  IpvsSettings read() {
    return new IpvsSettings(
        scheduler(),
        section.get("strictARP").optionalTruth().orElse(false),
        excludeCidrs(),
        new IpvsSettings.Timeouts(
            duration("tcpTimeout"), duration("tcpFinTimeout"), duration("udpTimeout")));
  }

  /** An empty one is round robin (NewProxier of 1.36). */
  private Scheduler scheduler() {
    LocatedTree scheduler = section.get("scheduler");
    String name = scheduler.optionalText().orElse("");
    return Scheduler.named(name.isEmpty() ? "rr" : name)
        .orElseThrow(
            () ->
                scheduler.error("'" + name + "' is not modelled; modelled: " + Scheduler.names()));
  }

  private List<Cidr> excludeCidrs() {
    return section.get("excludeCIDRs").items().stream()
        .map(IpvsReader::cidr)
        .collect(ImmutableList.toImmutableList());
  }

  private static Cidr cidr(LocatedTree item) {
    try {
      return Cidr.of(item.text());
    } catch (IllegalArgumentException e) {
      throw item.error(e.getMessage());
    }
  }

  private Duration duration(String field) {
    LocatedTree tree = section.get(field);
    String text = tree.optionalText().orElse("0s");
    if (text.equals("0")) {
      return Duration.ZERO;
    }
    if (!text.matches("(?:" + PART.pattern() + ")+")) {
      throw tree.error("'" + text + "' is not a duration; expected 30s or 15m");
    }
    return PART.matcher(text)
        .results()
        .map(part -> Duration.ofNanos(nanos(part.group(1), part.group(2))))
        .reduce(Duration.ZERO, Duration::plus);
  }

  private static long nanos(String number, String unit) {
    long scale =
        switch (unit) {
          case "ns" -> 1;
          case "us" -> 1_000;
          case "ms" -> 1_000_000;
          case "s" -> NANOS_OF_SECOND;
          case "m" -> 60 * NANOS_OF_SECOND;
          default -> 3600 * NANOS_OF_SECOND;
        };
    return new BigDecimal(number).multiply(BigDecimal.valueOf(scale)).longValue();
  }
}
