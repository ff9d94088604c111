package io.kubenet.kubeproxy.services;

import static io.kubenet.kubeproxy.services.EndpointBuilder.endpoint;
import static io.kubenet.kubeproxy.services.EndpointBuilder.slice;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ListMultimap;
import io.kubenet.model.ObjectName;
import io.kubenet.net.IpFamily;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndpointReaderTest {

  @Test
  void endpointsAreInTheOrderOfTheirTexts() {
    EndpointReader reader = new EndpointReader(IpFamily.IPV4);

    ListMultimap<ServicePortName, Endpoint> endpoints =
        reader.read(
            ObjectName.of("shop/api"),
            List.of(
                slice("shop/api", endpoint("10.0.0.2", "node1"), endpoint("10.0.0.10", "node1"))));

    assertThat(endpoints.values()).hasToString("[10.0.0.10:80, 10.0.0.2:80]");
  }
}
