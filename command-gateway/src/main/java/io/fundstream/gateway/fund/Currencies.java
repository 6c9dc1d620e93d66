package io.fundstream.gateway.fund;

import java.math.BigDecimal;
import java.util.Set;

/**
 * The currencies a fund may be kept in: active ISO 4217 codes with at most two minor digits.
 *
 * <p>Source: ISO 4217 list one as of 2026, without the codes that have no minor unit (metals,
 * baskets, tests) and those with three or four digits (BHD, IQD, JOD, KWD, LYD, OMR, TND, CLF,
 * UYW). The Java platform's own list does not tell a withdrawn currency from an active one.
 */
public final class Currencies {
  private static final Set<String> WHOLE =
      Set.of("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".split(" "));

  private static final Set<String> HUNDREDTHS =
      Set.of(
          ("AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD"
                  + " CAD CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR"
                  + " FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES"
                  + " KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR"
                  + " MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR"
                  + " RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB"
                  + " TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD XCG YER ZAR"
                  + " ZMW ZWG")
              .split(" "));

  private Currencies() {}

  /** Whether the code may be used; upper case only. */
  public static boolean known(String code) {
    return HUNDREDTHS.contains(code) || WHOLE.contains(code);
  }

  /** 0 or 2: how many decimals an amount in this known currency may have. */
  public static int minorDigits(String code) {
    return WHOLE.contains(code) ? 0 : 2;
  }

  /** Whether the amount is a whole number of the currency's smallest unit; 100.00 JPY is. */
  public static boolean fits(String code, BigDecimal amount) {
    return amount.stripTrailingZeros().scale() <= minorDigits(code);
  }
}
