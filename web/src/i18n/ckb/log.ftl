watch-log = تۆماری نۆبەت
entry-text = نووسین لە تۆمار
entry-text-hint = چی ڕوویدا، لە یەک دێڕدا
entry-told = بە کێ ڕاگەیەنرا
entry-told-label = بە کێ ڕاگەیەنرا، بە فاریزە جیاکراوەتەوە
entry-log = تۆمارکردن، تەنها لای خۆمان
