package io.kubenet.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.Cluster;
import io.kubenet.ClusterConfig;
import io.kubenet.KubeNet;
import io.kubenet.trace.Trace;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class PagesTest {

  static final String MANIFEST =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web-1, labels: {app: web}}
      spec: {containers: [{name: web, image: web, ports: [{containerPort: 80}]}]}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: web-2, labels: {app: web}}
      spec: {containers: [{name: web, image: web, ports: [{containerPort: 80}]}]}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: web}
      spec: {clusterIP: 10.96.0.20, selector: {app: web}, ports: [{port: 80}]}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: empty}
      spec: {selector: {app: none}, ports: [{port: 80}]}
      """;

  private final Cluster cluster = KubeNet.load(ClusterConfig.iptables(), "shop.yaml", MANIFEST);

  @Test
  void pageOfConnectionsShowsSharesPicturesAndRules() throws Exception {
    String html = Pages.of(cluster, cluster.node("node3").everyConnectionTo("10.96.0.20", 80));

    assertIsWholeInItself(html);
    assertThat(html)
        .contains("50.0000%", ">1/2<", "KUBE-SVC-", "one of 2 endpoints", "at shop.yaml:11")
        .contains("-A KUBE-SERVICES -d ");
    assertThat(parsed(html).getElementsByTagName("svg").getLength()).isEqualTo(3);
  }

  @Test
  void pictureOfSeveralWaysBranchesWhereChanceDecides() throws Exception {
    String html = Pages.of(cluster, cluster.node("node3").everyConnectionTo("10.96.0.20", 80));

    Element picture = elements(parsed(html), "svg").get(0);
    assertThat(
            elements(picture, "text").stream()
                .map(Element::getTextContent)
                .map(text -> text.replaceAll("[A-Z0-9]{16}", "X")))
        .containsExactly(
            "node3",
            "KUBE-SVC-X",
            "KUBE-MARK-MASQ",
            "50.0000%  1/2",
            "KUBE-SEP-X (50.0%)",
            "to 10.244.1.2:80",
            "from 192.168.0.13:1024",
            "node1",
            "pod default/web-1",
            "delivered",
            "ESTABLISHED",
            "50.0000%  1/2",
            "KUBE-SEP-X (50.0%)",
            "to 10.244.2.2:80",
            "from 192.168.0.13:1024",
            "node2",
            "pod default/web-2",
            "delivered",
            "ESTABLISHED");
  }

  @Test
  void pictureDrawsSomeOfVeryManyWaysAndCountsTheOthers() throws Exception {
    StringBuilder many = new StringBuilder();
    for (int i = 3; i <= 25; i++) {
      many.append(MANIFEST, 0, MANIFEST.indexOf("---")).append("---\n");
      many.replace(0, many.length(), many.toString().replace("web-1", "web-" + i));
    }
    Cluster big = KubeNet.load(ClusterConfig.iptables(), "shop.yaml", many + MANIFEST);

    String html = Pages.of(big, big.node("node3").everyConnectionTo("10.96.0.20", 80));

    assertIsWholeInItself(html);
    assertThat(html).contains("5 more ways, told below");
  }

  @Test
  void pageOfOneWayOfAPacketIsWhole() throws Exception {
    Trace trace = cluster.pod("web-1").connectTo("10.244.2.2", 80).request().orElseThrow();

    String html = Pages.of(cluster, trace);

    assertIsWholeInItself(html);
    assertThat(html).contains("<title>" + trace.packet().toString().replace(">", "&gt;"), "<svg");
  }

  @Test
  void pageTellsWhoseAddressIsSeen() {
    assertThat(Pages.of(cluster, cluster.pod("web-1").everyConnectionTo("10.244.2.2", 80)))
        .contains("The one who serves it sees the client&#x27;s own address 10.244.1.2");
  }

  @Test
  void pageOfARefusedConnectionSaysWhy() throws Exception {
    String html = Pages.of(cluster.pod("web-1").connectTo("empty", 80));

    assertIsWholeInItself(html);
    assertThat(html).contains("REFUSED", "no endpoint: refused at once", "TCP pod default/web-1");
  }

  @Test
  void pageOfANameThatNobodyKnowsHasNoPicture() throws Exception {
    String html = Pages.of(cluster.pod("web-1").connectTo("wep", 80));

    assertIsWholeInItself(html);
    assertThat(html).contains("NXDOMAIN", "no packet was sent");
  }

  @Test
  void pageOfTheMatrixShowsSignsAndCauses() throws Exception {
    String html = Pages.of(cluster.reachability());

    assertIsWholeInItself(html);
    assertThat(html).contains("default/web:80", "default/empty:80", "Causes", "has no endpoints");
    NodeList rows = parsed(html).getElementsByTagName("tr");
    assertThat(rows.getLength()).isEqualTo(3);
  }

  /** A page is well-formed, and refers to nothing outside of it. */
  private static void assertIsWholeInItself(String html) throws Exception {
    Document page = parsed(html);

    assertThat(page.getElementsByTagName("script").getLength()).isZero();
    assertThat(page.getElementsByTagName("link").getLength()).isZero();
    assertThat(page.getElementsByTagName("img").getLength()).isZero();
    assertThat(html).doesNotContain("http:", "https:", "src=", "url(", "@import");
    for (Element link : elements(page, "a")) {
      String anchor = link.getAttribute("href");
      assertThat(anchor).startsWith("#");
      assertThat(html).contains("id=\"" + anchor.substring(1) + "\"");
    }
    assertThat(elements(page, "h1")).hasSize(1);
  }

  private static List<Element> elements(Node node, String name) {
    NodeList found =
        node instanceof Document page
            ? page.getElementsByTagName(name)
            : ((Element) node).getElementsByTagName(name);
    return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i)).toList();
  }

  private static Document parsed(String html)
      throws ParserConfigurationException, SAXException, IOException {
    assertThat(html).startsWith("<!DOCTYPE html>\n");
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(html)));
  }
}
