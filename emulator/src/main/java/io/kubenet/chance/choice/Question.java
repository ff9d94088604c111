package io.kubenet.chance.choice;

/** Something that a computation asks of chance. */
sealed interface Question {

  /** Nothing is asked. */
  Question NONE = new Draw(1);

  /** How many answers lead to different ways. */
  int answers();

  /** Asks it; the way that the answer leads to. */
  int ask(Chance chance);

  /** A decision. */
  record Decision(Choice choice) implements Question {

    @Override
    public int answers() {
      return choice.size();
    }

    @Override
    public int ask(Chance chance) {
      return chance.choose(choice);
    }
  }

  /** A number that no outcome depends on: all lead the same way. */
  record Draw(int bound) implements Question {

    @Override
    public int answers() {
      return 1;
    }

    @Override
    public int ask(Chance chance) {
      chance.draw(bound);
      return 0;
    }
  }
}
