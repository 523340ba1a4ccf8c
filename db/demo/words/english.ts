import type { SaidAndDone } from "./theme.ts";
import type { ThemeName } from "./themes.ts";

/** The same organisation, by tenants who write English. */
export const englishCross: Record<ThemeName, SaidAndDone[]> = {
  leak: [
    ["The leak in the bathroom was fixed three times and it is still leaking.", "We replaced the pipe behind the shower and checked it again after a week. One plumber now keeps your whole file."],
    ["Water is coming through the ceiling when it rains. I sent pictures, no answer.", "The roofer closed a crack next to the chimney. Your pictures helped, and they are answered now."],
  ],
  boiler: [
    ["No hot water for five days with a baby at home.", "The part was fetched the same day and you have hot water again. Families with small children now go first."],
    ["The new thermostat does not work and the manual is only in Dutch.", "Your thermostat was replaced by one that fits your boiler, and you got the manual in English."],
  ],
  noCallback: [
    ["I was promised a call back within two days. It has been two weeks.", "Your question is answered, and every morning we now look for requests older than a day."],
    ["Every time I call I get somebody else and I have to explain everything again.", "Your requests are one file now with one contact person: me. The inspector visited you the same week."],
  ],
  noShow: [
    ["I took a day off work and nobody showed up.", "The repair was done first thing in the morning, and you got a voucher of € 25 for your lost day."],
    ["The plumber came two hours late and left because he did not have the right part.", "He came back with the part and finished it in one go. Planning now calls you half an hour before."],
  ],
  letter: [
    ["All letters are in difficult Dutch. I used a translation app and still do not know what I have to pay.", "You got a new letter in plain English that says what each amount is for."],
    ["I got a reminder for rent that I already paid.", "Your payment was booked on the wrong number. The reminder was withdrawn, without costs."],
  ],
  rent: [
    ["The rent goes up every year and the windows are still single glass.", "Your windows are on the list for this spring. Until then the increase does not apply to you."],
    ["You charged me twice this month and it takes weeks to get the money back.", "The double payment was paid back and the mistake in the direct debit is repaired."],
  ],
  noise: [
    ["Loud music until 3 am for months. You only send a flyer.", "The neighbourhood manager talked with your neighbours and they agreed on quiet hours. We call you again in two weeks."],
    ["The front door of the building does not close and strangers sleep in the hall.", "The front door was repaired and closes again. The local police officer walks by every evening."],
  ],
  keys: [
    ["I had to come to the office three times for one key.", "The key was brought to your home. You can order keys by phone now."],
    ["At the desk they said it was free, then I got a bill.", "The bill was cancelled. The desk and the phone now use the same list of prices."],
  ],
  moving: [
    ["The apartment was dirty and the toilet was broken when I got the keys.", "The toilet was replaced and the apartment was cleaned at our cost. You do not pay rent for those two weeks."],
    ["I am still waiting for my deposit after two months.", "Your deposit was paid back, with our apologies."],
  ],
  lift: [
    ["The elevator is broken again and I live on the eighth floor with a stroller.", "The control unit of the lift was replaced. It has run for a week without a failure."],
    ["Stuck in the elevator for an hour and the emergency number gave me a recording.", "The emergency number now reaches a person. The door sensor was replaced."],
  ],
  mould: [
    ["There is mould in the kids' room and they tell me to open the window. In winter.", "The wall was measured and insulated, and the room was redone. We measure again in a month."],
    ["They painted over the mould, it came back in a month.", "The paint was removed and the wall was dried and treated by a specialist."],
  ],
};

export const englishCrossEndings = ["Please just call me.", "Very disappointing.", "This is not how you treat people.", "I hope somebody reads this.", "The people are nice, the system is not."];

export const englishPraise = [
  "Quick, friendly and everything was explained in English. Thank you!",
  "The plumber came the same day and cleaned up after himself.",
  "{collega} called me back the next day to check. That was really kind.",
  "Very easy to make an appointment and they were right on time.",
  "Great service, I did not expect it to be this fast.",
  "She helped me to understand the letter and did not make me feel stupid.",
  "The handover of the apartment was well organised.",
  "Heating was fixed on a Sunday. Amazing.",
  "Professional and polite.",
  "Best landlord I have had in the Netherlands.",
];

export const englishFine = ["Good, but I waited long on the phone.", "It was fine.", "Friendly repair man, the time slot is very wide though.", "Ok service, more information in English would help.", "All good now."];
