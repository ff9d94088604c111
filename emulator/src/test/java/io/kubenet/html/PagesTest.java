package io.kubenet.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubenet.Cluster;
import io.kubenet.ClusterConfig;
import io.kubenet.KubeNet;
import java.io.IOException;
import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class PagesTest {

  private static final String MANIFEST =
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
    String html = cluster.toHtml(cluster.node("node3").everyConnectionTo("10.96.0.20", 80));

    assertIsWholeInItself(html);
    assertThat(html)
        .contains("50.0000%", ">1/2<", "KUBE-SVC-", "one of 2 endpoints", "at shop.yaml:11")
        .contains("-A KUBE-SERVICES -d ");
    assertThat(parsed(html).getElementsByTagName("svg").getLength()).isEqualTo(2);
  }

  @Test
  void pageOfARefusedConnectionSaysWhy() throws Exception {
    String html = cluster.pod("web-1").connectTo("empty", 80).toHtml();

    assertIsWholeInItself(html);
    assertThat(html).contains("REFUSED", "no endpoint: refused at once", "TCP pod default/web-1");
  }

  @Test
  void pageOfANameThatNobodyKnowsHasNoPicture() throws Exception {
    String html = cluster.pod("web-1").connectTo("wep", 80).toHtml();

    assertIsWholeInItself(html);
    assertThat(html).contains("NXDOMAIN", "no packet was sent");
  }

  @Test
  void pageOfTheMatrixShowsSignsAndCauses() throws Exception {
    String html = cluster.reachability().toHtml();

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
    assertThat(html).doesNotContain("http:", "https:", "src=", "href=", "url(", "@import");
  }

  private static Document parsed(String html)
      throws ParserConfigurationException, SAXException, IOException {
    assertThat(html).startsWith("<!DOCTYPE html>\n");
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(html)));
  }
}
