package io.kubenet.ruleset.iptables.target;

/** Something that is done to a target, by its kind. */
public interface TargetVisitor<T> {

  T visit(NoTarget target);

  T visit(Decision target);

  T visit(Jump target);

  T visit(GoTo target);

  T visit(Reject target);

  T visit(Log target);

  T visit(SetMark target);

  T visit(SetConnmark target);

  T visit(SaveMark target);

  T visit(RestoreMark target);

  T visit(Dnat target);

  T visit(Snat target);

  T visit(Masquerade target);

  T visit(Redirect target);

  T visit(NoTrack target);

  T visit(UnknownTarget target);
}
