package io.kubenet.jqwik;

import com.google.common.collect.ImmutableList;
import io.kubenet.jqwik.ServiceSpec.External;
import io.kubenet.jqwik.ServiceSpec.Readiness;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Builds a Service that is plain but for what is said of it: one port, for pods of the app api. */
final class ServiceSketch {

  private final ServiceSpec.Type type;
  private String app = "api";
  private List<PortSpec> ports = ImmutableList.of(PortSpec.HTTP);
  private External external = External.NONE;
  private String internalTrafficPolicy = "Cluster";
  private OptionalInt affinityTimeoutSeconds = OptionalInt.empty();
  private Readiness readiness = Readiness.ONLY_READY;
  private Optional<String> trafficDistribution = Optional.empty();

  private ServiceSketch(ServiceSpec.Type type) {
    this.type = type;
  }

  static ServiceSketch service(ServiceSpec.Type type) {
    return new ServiceSketch(type);
  }

  ServiceSketch ofNobody() {
    app = ServiceArbitrary.NOBODY;
    return this;
  }

  ServiceSketch withPorts(PortSpec... others) {
    ports = ImmutableList.copyOf(others);
    return this;
  }

  ServiceSketch withLocalExternalTraffic() {
    external = new External("Local", ImmutableList.of(), 0);
    return this;
  }

  ServiceSketch withSourceRange(String range) {
    external = new External("Cluster", ImmutableList.of(range), 0);
    return this;
  }

  ServiceSketch withLocalInternalTraffic() {
    internalTrafficPolicy = "Local";
    return this;
  }

  ServiceSketch withAffinity() {
    affinityTimeoutSeconds = OptionalInt.of(100);
    return this;
  }

  ServiceSketch withUnreadyPublished() {
    readiness = Readiness.PUBLISH_NOT_READY;
    return this;
  }

  ServiceSketch preferringItsZone() {
    trafficDistribution = Optional.of("PreferSameZone");
    return this;
  }

  ServiceSpec spec() {
    return new ServiceSpec(
        1,
        app,
        type,
        ports,
        external,
        internalTrafficPolicy,
        affinityTimeoutSeconds,
        readiness,
        trafficDistribution);
  }
}
