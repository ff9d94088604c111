package io.kubenet.cli;

import java.io.StringWriter;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Checks as the report that JUnit's runners write, which every CI shows. */
final class CheckXml {

  private CheckXml() {}

  static String of(List<Check> checks) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
      xml.writeStartDocument();
      xml.writeCharacters("\n");
      xml.writeStartElement("testsuite");
      xml.writeAttribute("name", "kubenet check");
      xml.writeAttribute("tests", Integer.toString(checks.size()));
      xml.writeAttribute(
          "failures", Long.toString(checks.stream().filter(check -> !check.holds()).count()));
      for (Check check : checks) {
        write(check, xml);
      }
      xml.writeCharacters("\n");
      xml.writeEndElement();
      xml.writeEndDocument();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
    return text + "\n";
  }

  private static void write(Check check, XMLStreamWriter xml) throws XMLStreamException {
    xml.writeCharacters("\n  ");
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", check.expectation().place().toString());
    xml.writeAttribute("name", check.expectation().probe().title());
    if (!check.holds()) {
      xml.writeStartElement("failure");
      xml.writeAttribute("message", check.differences().get(0));
      xml.writeCharacters(String.join("\n", check.differences()));
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }
}
