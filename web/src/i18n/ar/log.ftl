watch-log = سجل المناوبة
entry-text = قيد في السجل
entry-text-hint = ما الذي حدث، في سطر واحد
entry-told = مَن أُبلغ
entry-told-label = مَن أُبلغ، مفصولين بفواصل
entry-log = قيد لدى طرفنا فقط
