package io.github.brsgd.attack;

class OwnSignFlippingTest implements AttackContract {

  @Override
  public Attack attack() {
    return new SignFlipping(true, 3);
  }
}
