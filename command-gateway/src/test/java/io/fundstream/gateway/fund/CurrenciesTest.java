package io.fundstream.gateway.fund;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class CurrenciesTest {
  @Test
  void active_currencies_with_at_most_two_minor_digits_are_known() {
    assertThat(new String[] {"USD", "EUR", "GBP", "JPY", "SGD", "AED", "CHF"})
        .allMatch(Currencies::known);
    assertThat(new String[] {"KWD", "TND", "CLF", "DEM", "XAU", "XXX", "usd", "ZZZ", ""})
        .noneMatch(Currencies::known);
  }

  @Test
  void amounts_fit_the_minor_unit() {
    assertThat(Currencies.fits("JPY", new BigDecimal("100.00"))).isTrue();
    assertThat(Currencies.fits("JPY", new BigDecimal("100.10"))).isFalse();
    assertThat(Currencies.fits("USD", new BigDecimal("100.10"))).isTrue();
  }
}
