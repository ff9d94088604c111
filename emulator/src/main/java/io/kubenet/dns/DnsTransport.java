package io.kubenet.dns;

import io.kubenet.dns.message.Question;
import io.kubenet.dns.message.Reply;
import io.kubenet.net.IpAddress;

/** Carries a resolver's questions to servers and their answers back. */
public interface DnsTransport {

  /**
   * Sends a question.
   *
   * @param server the server's address; its port is 53
   */
  Reply ask(IpAddress server, Question question);
}
