package io.kubenet.ruleset.nftables;

import com.google.common.collect.ImmutableList;
import io.kubenet.ruleset.nftables.BaseChain.HookPoint;
import io.kubenet.ruleset.nftables.BaseChain.Policy;
import java.util.List;
import java.util.Locale;

/** Reads what is between the braces of a chain. */
final class ChainReader {

  private final Tokens tokens;
  private final RuleReader rules;

  ChainReader(Tokens tokens, RuleReader rules) {
    this.tokens = tokens;
    this.rules = rules;
  }

  /** Reads a chain's block into the table. */
  void read(TableDraft table, String chain) {
    table.addChain(chain);
    tokens.block(() -> item(table, chain));
  }

  private void item(TableDraft table, String chain) {
    if (tokens.isNext("type")) {
      table.hook(chain, base());
    } else if (isCommentOfChain()) {
      tokens.expect("comment");
      table.commentChain(chain, tokens.text("a comment"));
    } else {
      table.addRule(chain, rules.read(table.scope()));
    }
  }

  /** Rules of iptables-nft may begin with a comment too (nft 1.1.7). */
  private boolean isCommentOfChain() {
    int start = tokens.position();
    boolean isComment = tokens.passes("comment");
    if (isComment) {
      tokens.next();
    }
    boolean isAlone = tokens.isAtEnd();
    tokens.returnTo(start);
    return isComment && isAlone;
  }

  private BaseChain base() {
    tokens.expect("type");
    BaseChain.Type type = constant(BaseChain.Type.class, tokens.word("a chain type"));
    tokens.expect("hook");
    HookPoint hook = constant(HookPoint.class, tokens.word("a hook"));
    List<String> devices = devices();
    tokens.expect("priority");
    int priority = priority();
    tokens.skipSeparators();
    Policy policy = Policy.ACCEPT;
    if (tokens.passes("policy")) {
      policy = constant(Policy.class, tokens.word("a policy"));
    }
    return new BaseChain(type, hook, devices, priority, policy);
  }

  /** Reads {@code device "eth0"}, {@code devices = { eth0, lo }} or nothing. */
  private List<String> devices() {
    if (tokens.passes("device")) {
      return ImmutableList.of(tokens.text("a device"));
    }
    ImmutableList.Builder<String> devices = ImmutableList.builder();
    if (tokens.passes("devices")) {
      tokens.expect("=");
      tokens.expect("{");
      do {
        devices.add(tokens.text("a device"));
      } while (tokens.passes(","));
      tokens.expect("}");
    }
    return devices.build();
  }

  /** Reads {@code -110}, {@code dstnat} or {@code dstnat - 10}. */
  private int priority() {
    Integer named = BaseChain.priorityOf(tokens.peek().text()).orElse(null);
    if (named == null) {
      return tokens.number("a priority");
    }
    tokens.next();
    if (tokens.passes("+")) {
      return named + tokens.number("a distance");
    }
    return tokens.passes("-") ? named - tokens.number("a distance") : named;
  }

  private <E extends Enum<E>> E constant(Class<E> type, String keyword) {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().toLowerCase(Locale.ROOT).equals(keyword)) {
        return constant;
      }
    }
    throw tokens.error("no " + type.getSimpleName() + " '" + keyword + "' is modelled");
  }
}
