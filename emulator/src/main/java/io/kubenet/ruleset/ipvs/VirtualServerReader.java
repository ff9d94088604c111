package io.kubenet.ruleset.ipvs;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import io.kubenet.net.IpPort;
import io.kubenet.net.Protocol;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Reads what {@code ipvsadm -S -n} lists, line by line. */
public final class VirtualServerReader {

  private static final Pattern LINE =
      Pattern.compile("-[Aa] (?:-t|-u|-f|--tcp-service|--udp-service|--sctp-service) .*");

  private record Key(Protocol protocol, IpPort address) {}

  private final Map<Key, VirtualServer.Scheduling> services = new LinkedHashMap<>();
  private final Map<Key, List<RealServer>> servers = new LinkedHashMap<>();

  /** Whether a line is one of {@code ipvsadm -S}. */
  public static boolean isLine(String line) {
    return LINE.matcher(line).matches();
  }

  /**
   * Takes a line.
   *
   * @throws IllegalArgumentException if it says what is not modelled
   */
  public void read(String line) {
    List<String> words = Splitter.on(' ').omitEmptyStrings().splitToList(line);
    Key key = new Key(protocol(words.get(1)), IpPort.of(words.get(2)));
    Map<String, String> options = options(words.subList(3, words.size()));
    if (words.get(0).equals("-A")) {
      services.put(key, scheduling(options));
    } else {
      servers.computeIfAbsent(key, service -> new ArrayList<>()).add(server(options));
    }
  }

  private static Protocol protocol(String option) {
    return switch (option) {
      case "-t", "--tcp-service" -> Protocol.TCP;
      case "-u", "--udp-service" -> Protocol.UDP;
      case "--sctp-service" -> Protocol.SCTP;
      default -> throw new IllegalArgumentException("'" + option + "' of ipvsadm is not modelled");
    };
  }

  /** Options with their values; one without a value has an empty one. */
  private static Map<String, String> options(List<String> words) {
    Map<String, String> options = new LinkedHashMap<>();
    String option = "";
    for (String word : words) {
      option = word.startsWith("-") ? word : option;
      options.put(option, word.startsWith("-") ? "" : word);
    }
    return options;
  }

  private static VirtualServer.Scheduling scheduling(Map<String, String> options) {
    String name = options.getOrDefault("-s", "wlc");
    Scheduler scheduler =
        Scheduler.named(name)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "scheduler '"
                            + name
                            + "' is not modelled; modelled: "
                            + Scheduler.names()));
    requireKnown(options, ImmutableList.of("-s", "-p", "-b"));
    return new VirtualServer.Scheduling(
        scheduler, hashesPort(options.getOrDefault("-b", "")), persistence(options));
  }

  private static boolean hashesPort(String flags) {
    if (!flags.isEmpty() && !flags.matches("[sm]h-port")) {
      throw new IllegalArgumentException("scheduler flags '" + flags + "' are not modelled");
    }
    return !flags.isEmpty();
  }

  private static OptionalInt persistence(Map<String, String> options) {
    return options.containsKey("-p")
        ? OptionalInt.of(Integer.parseInt(options.get("-p")))
        : OptionalInt.empty();
  }

  private static RealServer server(Map<String, String> options) {
    requireKnown(options, ImmutableList.of("-r", "-m", "-w"));
    if (!options.containsKey("-m")) {
      throw new IllegalArgumentException("ip_vs is modelled with masquerading (-m) alone");
    }
    return new RealServer(
        IpPort.of(options.get("-r")), Integer.parseInt(options.getOrDefault("-w", "1")));
  }

  private static void requireKnown(Map<String, String> options, List<String> known) {
    for (String option : options.keySet()) {
      if (!known.contains(option)) {
        throw new IllegalArgumentException("'" + option + "' of ipvsadm is not modelled");
      }
    }
  }

  /** The virtual servers that were read. */
  public List<VirtualServer> virtualServers() {
    ImmutableList.Builder<VirtualServer> all = ImmutableList.builder();
    services.forEach(
        (key, scheduling) ->
            all.add(
                new VirtualServer(
                    key.protocol(),
                    key.address(),
                    scheduling,
                    Optional.empty(),
                    servers.getOrDefault(key, List.of()))));
    return all.build();
  }
}
