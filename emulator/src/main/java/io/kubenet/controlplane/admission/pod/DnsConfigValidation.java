package io.kubenet.controlplane.admission.pod;

import io.kubenet.controlplane.admission.validation.Addresses;
import io.kubenet.controlplane.admission.validation.Causes;
import io.kubenet.controlplane.admission.validation.Names;
import io.kubenet.manifest.LocatedTree;

/** What a pod's dnsConfig must hold: validatePodDNSConfig, v1.36. */
final class DnsConfigValidation {

  private static final int MOST_SERVERS = 3;
  private static final int MOST_SEARCHES = 32;
  private static final int LONGEST_SEARCH_LIST = 2048;

  private DnsConfigValidation() {}

  static void check(LocatedTree spec, Causes causes) {
    LocatedTree config = spec.get("dnsConfig");
    LocatedTree servers = config.get("nameservers");
    if (spec.get("dnsPolicy").textOrEmpty().equals("None") && servers.items().isEmpty()) {
      LocatedTree missing = config.isAbsent() ? config : servers;
      causes.required(missing.path(), "dnsPolicy None has no other name servers");
      return;
    }
    servers(servers, causes);
    searches(config.get("searches"), causes);
    for (LocatedTree option : config.get("options").items()) {
      if (option.get("name").textOrEmpty().isEmpty()) {
        causes.required(option.path(), "the name of the option");
      }
    }
  }

  private static void servers(LocatedTree servers, Causes causes) {
    if (servers.items().size() > MOST_SERVERS) {
      causes.invalid(
          servers.path(), servers.texts(), "may not have more than " + MOST_SERVERS + " items");
    }
    for (LocatedTree server : servers.items()) {
      causes.invalid(server.path(), server.text(), Addresses.address(server.text()));
    }
  }

  private static void searches(LocatedTree searches, Causes causes) {
    if (searches.items().size() > MOST_SEARCHES) {
      causes.invalid(
          searches.path(), searches.texts(), "may not have more than " + MOST_SEARCHES + " items");
    }
    if (String.join(" ", searches.texts()).length() > LONGEST_SEARCH_LIST) {
      causes.invalid(
          searches.path(),
          searches.texts(),
          "may not have more than " + LONGEST_SEARCH_LIST + " characters in all");
    }
    for (LocatedTree search : searches.items()) {
      String text = search.text();
      String domain = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
      if (!text.equals(".")) {
        causes.invalid(search.path(), text, Names.dnsSubdomainWithUnderscores(domain));
      }
    }
  }
}
