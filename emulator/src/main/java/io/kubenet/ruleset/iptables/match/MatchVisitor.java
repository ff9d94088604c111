package io.kubenet.ruleset.iptables.match;

/** Something that is done to a match, by its kind. */
public interface MatchVisitor<T> {

  T visit(Source match);

  T visit(Destination match);

  T visit(InInterface match);

  T visit(OutInterface match);

  T visit(ProtocolMatch match);

  T visit(FragmentMatch match);

  T visit(TransportMatch match);

  T visit(IcmpMatch match);

  T visit(Comment match);

  T visit(MarkMatch match);

  T visit(ConnmarkMatch match);

  T visit(ConntrackMatch match);

  T visit(StateMatch match);

  T visit(AddressTypeMatch match);

  T visit(RandomMatch match);

  T visit(NthMatch match);

  T visit(MultiportMatch match);

  T visit(LimitMatch match);

  T visit(RecentMatch match);

  T visit(NfacctMatch match);

  T visit(SetMatch match);

  T visit(IprangeMatch match);

  T visit(IpvsMatch match);

  T visit(PhysdevMatch match);

  T visit(UnknownMatch match);
}
